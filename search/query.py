class Zoekvraag:
    pass
