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
OWN_PART = 0.3  # the query's "adviesraad" found as "raad"
WRITTEN = 0.3  # added when the word stands there exactly as typed
JOINED = 0.7  # "mantelzorg adviesraad" found as "mantelzorgadviesraad"
SYNONYM = 0.8  # an alternative label of the same concept

# The best field counts, the others add a little.
TIE_BREAKER = 0.2
# All words in one field together say more than the same words apart; with five or more it is chance.
ALL_TERMS = 0.5
ALL_TERMS_GROUPS = range(2, 5)

# Words in the order of the query, close together: places a word may stand further on, for the small words between.
PHRASE_SLOP = 2
# Who types half a sentence wants the document it is from: for each word as much as a rare word counts.
SENTENCE = 2.0
SENTENCE_WORDS = range(3, 21)

# Passages: the words in this order first, then wherever they stand on the page.
PASSAGE_PHRASE = 3.0


# Of three words or more that find fewer things than this, things with only one of the words are shown too, below.
FEW = 10


def minimum_groups(groups: int) -> int:
    """How many of the query's words a thing must match: all of two, all but one of three or four, else 60 %."""
    if groups <= 2:
        return groups
    return groups - 1 if groups <= 4 else -(-groups * 6 // 10)
