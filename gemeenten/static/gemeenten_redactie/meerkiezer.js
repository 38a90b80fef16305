/* The field of gemeenten/redactie/meerkiezer.py: chips of what is chosen, and a combobox that finds the rest. */
(function () {
  const WACHT = 150; // ms after the last key before the server is asked

  class Meerkiezer extends window.StimulusModule.Controller {
    static targets = ['select', 'lijst', 'zoek', 'keuzes', 'melding'];
    static values = { url: String };

    connect() {
      this.actief = -1;
      this.toonGekozen();
    }

    disconnect() {
      clearTimeout(this.wachter);
    }

    toonGekozen() {
      const opties = [...this.selectTarget.options];
      this.lijstTarget.replaceChildren(...opties.map((optie) => this.maakChip(optie)));
      this.lijstTarget.hidden = opties.length === 0;
    }

    maakChip(optie) {
      const chip = document.createElement('li');
      const knop = document.createElement('button');
      chip.append(optie.textContent, knop);
      knop.type = 'button';
      knop.textContent = '×';
      knop.setAttribute('aria-label', `Verwijder ${optie.textContent}`);
      knop.addEventListener('click', () => this.verwijder(optie));
      return chip;
    }

    verwijder(optie) {
      this.melding(`${optie.textContent} is verwijderd.`);
      optie.remove();
      this.gewijzigd();
      this.zoekTarget.focus();
    }

    kies(keuze) {
      this.selectTarget.append(new Option(keuze.label, keuze.waarde, true, true));
      this.melding(`${keuze.label} is gekozen.`);
      this.zoekTarget.value = '';
      this.gewijzigd();
      this.sluit();
    }

    gewijzigd() {
      this.toonGekozen();
      this.selectTarget.dispatchEvent(new Event('change', { bubbles: true }));
    }

    zoek() {
      clearTimeout(this.wachter);
      this.wachter = setTimeout(() => this.haal(this.zoekTarget.value), WACHT);
    }

    async haal(vraag) {
      let antwoord;
      try {
        antwoord = await fetch(`${this.urlValue}?q=${encodeURIComponent(vraag)}`);
        if (!antwoord.ok) throw new Error(antwoord.status);
      } catch (fout) {
        this.melding('Zoeken lukt nu niet. Probeer het straks opnieuw.');
        return;
      }
      const { keuzes } = await antwoord.json();
      if (document.activeElement !== this.zoekTarget || vraag !== this.zoekTarget.value) return;
      const gekozen = new Set([...this.selectTarget.options].map((optie) => optie.value));
      this.toonKeuzes(keuzes.filter((keuze) => !gekozen.has(String(keuze.waarde))));
    }

    toonKeuzes(keuzes) {
      this.gevonden = keuzes;
      this.actief = -1;
      const regels = keuzes.map((keuze, nummer) => {
        const regel = document.createElement('li');
        regel.id = `${this.keuzesTarget.id}-${nummer}`;
        regel.setAttribute('role', 'option');
        regel.textContent = keuze.label;
        // mousedown, since the click comes after the blur that closes the list
        regel.addEventListener('mousedown', (event) => {
          event.preventDefault();
          this.kies(keuze);
        });
        return regel;
      });
      this.keuzesTarget.replaceChildren(...regels);
      this.keuzesTarget.hidden = regels.length === 0;
      this.zoekTarget.setAttribute('aria-expanded', String(regels.length > 0));
      this.zoekTarget.removeAttribute('aria-activedescendant');
      this.melding(regels.length ? `${regels.length} gevonden. Kies met pijl omlaag en Enter.` : 'Niets gevonden.');
    }

    toets(event) {
      const open = !this.keuzesTarget.hidden;
      if (event.key === 'Enter') {
        event.preventDefault(); // never submit the page's form from here
        if (open && this.actief >= 0) this.kies(this.gevonden[this.actief]);
      } else if (event.key === 'Escape' && open) {
        event.stopPropagation();
        this.sluit();
      } else if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        event.preventDefault();
        const laatste = this.gevonden.length - 1;
        if (event.key === 'ArrowDown') this.loopNaar(this.actief < laatste ? this.actief + 1 : 0);
        else this.loopNaar(this.actief > 0 ? this.actief - 1 : laatste);
      }
    }

    loopNaar(nummer) {
      this.actief = nummer;
      [...this.keuzesTarget.children].forEach((regel, plaats) => {
        regel.setAttribute('aria-selected', String(plaats === nummer));
        if (plaats === nummer) {
          regel.scrollIntoView({ block: 'nearest' });
          this.zoekTarget.setAttribute('aria-activedescendant', regel.id);
        }
      });
    }

    sluit() {
      clearTimeout(this.wachter);
      this.keuzesTarget.hidden = true;
      this.zoekTarget.setAttribute('aria-expanded', 'false');
      this.zoekTarget.removeAttribute('aria-activedescendant');
    }

    melding(tekst) {
      this.meldingTarget.textContent = tekst;
    }
  }

  window.wagtail.app.register('meerkiezer', Meerkiezer);
})();
