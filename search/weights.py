"""Every weight of relevance, in one place with its reason. The engines read these and hold none of their own."""

# How much a word counts by where it stands. Higher boosts for titles overfit small collections.
TITLE = 1.5
BODY = 1.0
# Labels of concepts, gemeenten and provinces: editors chose them, so they say what the thing is about.
LABELS = 1.0
# A word somewhere in an attachment of thirty pages says less than a word in the text of the page itself.
ATTACHMENT = 0.5

# How much a match counts by how near it is to what was typed; the lemma is the measure (1).
PART_OF_COMPOUND = 0.5  # "raad" found in "adviesraad"
OWN_PART = 0.5  # the query's "adviesraad" found as "advies" and "raad", for each of these
WRITTEN = 0.6  # the word exactly as typed, where the lemma counts more; a part of that is added
JOINED = 0.7  # "mantelzorg adviesraad" found as "mantelzorgadviesraad"
SYNONYM = 0.7  # another name of the same concept; an abbreviation may mean something else elsewhere

# What the words are the name of; added to what the words themselves count for where they stand.
ARTICLE = 10.0  # cites the article that was asked for, or is it: before every text in which its number happens to stand
GEMEENTE = 2.0  # is of that gemeente
PROVINCIE = 1.0  # is of a gemeente in that province
CONCEPT = 3.0  # editors say that it is about this

# Years ago, and how much that adds: what is new comes first among hits that are as good, and no more than that.
RECENT_YEARS = ((range(0, 2), 0.2), (range(2, 4), 0.1))

# The best field counts, the others add a little.
TIE_BREAKER = 0.2
# All words together in a title or in the labels say more than the same words apart; with five or more it is chance,
# and in a text of any length it is too.
ALL_TERMS = 0.5
ALL_TERMS_GROUPS = range(2, 5)
ALL_TERMS_FIELDS = ("titel", "labels")
# Words that follow each other in the query, close together in the text too: a little, for mostly it is chance as well.
NEAR = 0.1
NEAR_SLOP = 2
NEAR_FIELDS = ("titel", "tekst")

# Who types a title, or half a sentence of an attachment, wants that thing: for each word as much as a word that is not
# rare. A half sentence of a page's own text is found without this, and there it is often the title of another page.
AS_TYPED = 1.0
AS_TYPED_WORDS = {"titel": range(2, 31), "bijlage": range(7, 31)}
TYPED_SLOP = 2  # places, for a word forgotten or one too many

# Passages: the words in this order first, then wherever they stand on the page. Each word may stand some places
# further on, for the small words between.
PASSAGE_PHRASE = 3.0
PHRASE_SLOP = 2


# What belongs with a page. A shared concept counts this much times how rare it is (the logarithm of how many things
# there are for each one that has it): themes say what something is about, laws say little, for nearly all have one.
RELATED = {
    "thema": 3.0,
    "resultaatgebied": 2.0,
    "verwijzing": 1.5,  # who cites the same article deals with the same question
    "doelgroep": 1.5,
    "verschuiving": 1.0,
    "wettelijk-kader": 0.2,
}
RELATED_GROUND = 2.0  # less than this, and nearly everything shares it: no reason to show something
RELATED_GEMEENTE = 2.0  # of the same gemeente: of interest where the subject is alike, no reason by itself
RELATED_WORDS = 10.0  # all telling words shared, as a reason beside the others
RELATED_ENOUGH_WORDS = 0.35  # the part of them that makes texts alike
RELATED_OTHER_KIND = 0.5  # as part of the best score: then rather another kind than a third of the same
# The words that tell what a text is about.
TELLING_WORDS = 12  # more of them only repeat the first
TELLING_TITLE = 4.0  # a word in the title counts for so many in the text
TELLING_SUMMARY = 2.0
TELLING_ENOUGH = 2.0  # how often half says it; more often says little more
TELLING_MOST = 0.2  # the part of all things that may have a telling word


# Of three words or more that find fewer things than this, things with only one of the words are shown too, below.
FEW = 10


def minimum_groups(groups: int) -> int:
    """How many of the query's words a thing must match: all of two, all but one of three or four, else 60 %."""
    if groups <= 2:
        return groups
    return groups - 1 if groups <= 4 else -(-groups * 6 // 10)
