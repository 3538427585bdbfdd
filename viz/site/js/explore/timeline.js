// The time slider: the network as it was on a day, and its growth as a film.
// Models whose creation date is not known are always shown.

import { $ } from '../core/dom.js';
import { count, day } from '../core/format.js';
import { t } from '../core/i18n.js';
import { setIcon } from '../ui/icons.js';

const FILM = 8000; // milliseconds

/** timeline: change(day | null) is called while the reader moves; null is the last day. */
export class Timeline {
  constructor(change) {
    this.change = change;
    this.frame = 0;
    this.slider = $('#until');
    this.slider.addEventListener('input', () => {
      const at = Number(this.slider.value);
      this.stop(); // which says where the slider stood
      this.move(at);
    });
    $('#play').addEventListener('click', () => (this.frame ? this.stop() : this.play()));
  }

  /** show: the days of a scene, at the day of the state. */
  show(look) {
    this.look = look;
    [this.first, this.last] = [Infinity, -Infinity];
    for (const { created } of look.scene.nodes) {
      // NaN is neither
      this.first = created < this.first ? created : this.first;
      this.last = created > this.last ? created : this.last;
    }
    $('#timeline').hidden = !(this.first < this.last);
    if (this.frame && $('#timeline').hidden) {
      this.stop();
    }
    if (!$('#timeline').hidden) {
      this.slider.min = this.first;
      this.slider.max = this.last;
    }
    this.words();
  }

  /** words: where the slider stands, in the language of the moment. */
  words() {
    if ($('#timeline').hidden) {
      return;
    }
    const at = this.look.until ?? this.last;
    const nodes = this.look.scene.nodes.length;
    this.slider.value = at;
    const text = t(this.look.scene.grouped ? 'network.time.authors' : 'network.time.models', {
      date: day(at),
      n: count(this.look.gone.reduce((n, gone) => n - gone, nodes)),
      all: count(nodes),
    });
    $('#until-text').textContent = text;
    this.slider.setAttribute('aria-valuetext', text);
    const label = t(this.frame ? 'network.time.pause' : 'network.time.play');
    setIcon($('#play'), this.frame ? 'pause' : 'play');
    $('#play').setAttribute('aria-label', label);
    $('#play').title = label;
  }

  move(at) {
    this.change(at >= this.last ? null : Math.max(at, this.first));
    this.words();
  }

  play() {
    const start = performance.now();
    const from = this.look.until ?? this.first;
    const length = Math.max(1, FILM * ((this.last - from) / (this.last - this.first)));
    const step = (now) => {
      const at = Math.round(from + (this.last - from) * Math.min(1, (now - start) / length));
      this.frame = at < this.last ? requestAnimationFrame(step) : 0;
      if (at !== this.look.until) {
        this.move(at);
      }
    };
    this.frame = requestAnimationFrame(step);
    this.move(from);
  }

  stop() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.words();
  }
}
