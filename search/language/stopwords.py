"""Dutch words that say nothing about what a text is about."""

_WORDS = """
aan al alle als altijd andere ben bij bent daar dan dat de deze die dit doch doen door dus een en er ge geen had
heb hebben hebt heeft hem het hier hij hoe hun iets ik in is ja je jij jouw kan kon kunnen kunt maar me mee men
met mij mijn moet moeten na naar nog nu of om omdat onder ons onze ook op over reeds s t te tegen toch toen tot u
uit uw van veel voor want waar wanneer waren was wat we wel welke werd wie wij wil word worden wordt zal ze zei
zich zij zijn zo zoals zonder zou zouden zullen
"""
STOP_WORDS = frozenset(_WORDS.split())
