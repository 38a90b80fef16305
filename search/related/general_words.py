"""Lemmas that stand in texts about anything: however seldom in this collection, they tell nothing of the subject."""

_WORDS = """
aandacht aantal aanvullen achter afgelopen afhangen allebei alleen allemaal alsnog ander anders antwoord apart april
augustus avond bedenken bedoelen bedrag beeld begin beginnen behalve bekend bekijken belang belangrijk bellen bepalen
bereiken bespreken bestaan besteden betalen betekenen beter bewijs bewust bezig bezoek bezoeken bezoeker bieden
bijvoorbeeld binnen blijken blijven boven brengen brief buiten daarbij daarna daarvoor dacht dagelijks december deel
deelnemen deelnemer denken derde dingen direct doel doen draaien drie duidelijk duren dus eerder eerlijk eerst eigen
eigenlijk eind einde elkaar enkel ervan ervaring even februari gaan gebeuren gebruik gebruiken geld geleden gelijk
gemeente gemiddeld genoeg gesprek geven gevolg gewoon goed graag groot grootst grote haal halen half hangen heel
helemaal helft helpen hetzelfde hoeven hoewel hoog hooguit houden huidig hulp iedereen iemand inmiddels inwoner jaar
jaarlijks januari juist juli juni kant keer kennen keus kiezen kijken klaar klein komen koppelen kort kosten krijgen
laag laat laatste langer langs laten leggen leiden leiding letten leven leveren lezen lijken lijst lokaal lopen lossen
maand maart maken makkelijk manier medewerker meedoen meer meest meestal melding mens mensen merken middel minder
minuut moeilijk moeten mogelijk mogen moment naam naast nacht nadat nemen niemand niets nieuw nodig noemen november
oktober onderdeel onderwerp ongeveer ontstaan onze opgeven ophalen oplossen oplossing organisatie oud ouder overleg
overnemen paar partij partner passen passend persoon persoonlijk plaats plan plannen plek praktijk praten prijs
proberen procent proef project punt raken rechtstreeks reden regel regelen resultaat rond ruim samen schrijven
september sinds situatie slecht snel soms spreken staan stap stellen sterk steun stoppen stuk stukje sturen team tekst
telefoon tellen terug terwijl tijd tijdens toegang twaalf twee tweede uitgaan uitleg uitleggen uren uur vaak vallen
vanaf vast vaste veranderen verandering verder vergelijkbaar verkeerd verkeren verschil verschillend vertellen
verwachten vier vijf vinden voelen volgen volgend voor vooraf vooral voorbeeld voordat voorziening vorig vorm vraag
vragen vrij waarbij waarom waarschijnlijk week weet weinig welk werk werken werkwijze weten wezen wijze willen winnen
worden zaak zeggen zelf zelfde zelfs zetten zeven zien zin zitten zoeken zorg zorgen
"""
GENERAL_WORDS = frozenset(_WORDS.split())
