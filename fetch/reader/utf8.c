/*
 * utf8.c: strict UTF-8. json-c's own check passes overlong forms and
 * surrogates, which PostgreSQL refuses.
 */
#include <stdint.h>
#include <string.h>

#include "fetch/reader/utf8.h"

/*
 * sequence_length returns the bytes of the character at p, 0 if there is none
 * or it is NUL.
 */
static size_t
sequence_length(const unsigned char *p, const unsigned char *end)
{
	size_t len;
	unsigned char low = 0x80;
	unsigned char high = 0xBF;

	if (p[0] < 0x80)
		return p[0] != 0;
	if (p[0] < 0xC2 || p[0] > 0xF4)
		return 0;
	len = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
	if ((size_t) (end - p) < len)
		return 0;
	if (p[0] == 0xE0)
		low = 0xA0; /* below: overlong */
	else if (p[0] == 0xED)
		high = 0x9F; /* above: a surrogate */
	else if (p[0] == 0xF0)
		low = 0x90; /* below: overlong */
	else if (p[0] == 0xF4)
		high = 0x8F; /* above: beyond U+10FFFF */
	if (p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < len; i++)
		if (p[i] < 0x80 || p[i] > 0xBF)
			return 0;
	return len;
}

/*
 * utf8_prefix returns how many bytes at the start of a text are strict UTF-8
 * without NUL.
 */
size_t
utf8_prefix(const char *text, size_t len)
{
	const unsigned char *start = (const unsigned char *) text;
	const unsigned char *p = start;
	const unsigned char *end = start + len;

	while (p < end)
	{
		size_t step;

		/* eight bytes of ASCII without NUL at once */
		while (end - p >= 8)
		{
			const uint64_t ones = UINT64_C(0x0101010101010101);
			uint64_t word;

			memcpy(&word, p, 8);
			if (((word | (word - ones)) & (ones << 7)) != 0)
				break;
			p += 8;
		}
		if (p == end)
			break;
		step = sequence_length(p, end);
		if (step == 0)
			break;
		p += step;
	}
	return p - start;
}

/*
 * utf8_clean copies a text with U+FFFD for each byte that is not strict UTF-8, into
 * room for three times its length. Returns the number of bytes written.
 */
size_t
utf8_clean(const char *text, size_t len, char *out)
{
	size_t written = 0;

	while (len > 0)
	{
		size_t good = utf8_prefix(text, len);

		memcpy(out + written, text, good);
		written += good;
		text += good;
		len -= good;
		if (len > 0)
		{
			memcpy(out + written, "\xEF\xBF\xBD", 3);
			written += 3;
			text++;
			len--;
		}
	}
	return written;
}

/*
 * utf8_clip returns how many bytes of a text, at most max, end with a whole
 * character.
 */
size_t
utf8_clip(const char *text, size_t len, size_t max)
{
	if (len <= max)
		return len;
	while (max > 0 && ((unsigned char) text[max] & 0xC0) == 0x80)
		max--;
	return max;
}
