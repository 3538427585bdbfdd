// Names beside bars.

const NARROW = 460;

/**
 * nameLabel: how an axis writes names in `room` pixels; in a narrow picture in two lines, of which
 * the second ends the name where it does not fit.
 */
export function nameLabel(theme, width, room) {
  return width < NARROW
    ? {
        fontSize: theme.size(12),
        lineHeight: theme.size(13),
        width: Math.min(124, 0.4 * width),
        height: theme.size(28),
        overflow: 'break',
        lineOverflow: 'truncate',
        interval: 0,
      }
    : { fontSize: theme.size(13), width: room, overflow: 'truncate', interval: 0 };
}
