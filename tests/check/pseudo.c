/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Makes the catalogue of a language that nobody speaks out of the English texts, so that tests see what real languages do
 * to screens before a translator does.  Named as Unicode's CLDR names them:
 *
 *	en_XA    Ḁčçḙƞţḙḓ, a third longer, with a wide letter and a mark that takes no column
 *	ar_XB    in Arabic letters, from right to left, with the same length
 *
 * Each text stands between ⟦ and ⟧: what is cut lacks its end, what is not translated has neither.
 *
 *	pseudo LANGUAGE POT PO
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "tests/pofile.h"

static const char *const accented[] = {
	"ȧ", "ƀ", "ç", "ḓ", "ḗ", "ƒ", "ɠ", "ħ", "ī", "ĵ", "ķ", "ŀ", "ḿ", "ƞ", "ǿ", "ƥ", "ɋ", "ř", "ş", "ŧ", "ŭ", "ṽ", "ẇ",
	"ẋ", "ẏ", "ẑ",
};
static const char *const arabic[] = {
	"ا", "ب", "ج", "د", "ه", "ف", "غ", "ح", "ي", "ج", "ك", "ل", "م", "ن", "و", "ث", "ق", "ر", "س", "ت", "ع", "ڤ", "ش",
	"خ", "ئ", "ز",
};

/* Bytes of a place for a value ("%1$-5s"), 0: there is none here. */
static size_t directive(const char *s)
{
	size_t len;

	if (*s != '%')
		return 0;
	len = 1 + strspn(s + 1, "0123456789$-+ #.*'lhjzt");
	return s[len] ? len + 1 : len;
}

static void letter(struct str *out, char c, bool rtl)
{
	int at = c >= 'a' && c <= 'z' ? c - 'a' : c >= 'A' && c <= 'Z' ? c - 'A' : -1;

	if (at < 0)
		str_addc(out, c);
	else
		str_add(out, rtl ? arabic[at] : accented[at]);
}

/* A third longer: one word of wide letters and marks for every three. */
static void lengthen(struct str *out, size_t len)
{
	static const char *const tail[] = { "ｗ", "ḭ̄", "ḋ", "e" };

	for (size_t i = 0; i < len / 3; i++)
		str_add(out, i % 8 == 7 ? " " : tail[i % 4]);
}

static char *pseudo(const char *s, bool rtl)
{
	struct str out = STR_INIT;
	size_t len = strlen(s), body, skip, lead = strspn(s, " \n");

	for (body = len; body > lead && strchr(" \n", s[body - 1]);)
		body--;
	str_addn(&out, s, lead);
	str_add(&out, "⟦");
	for (size_t i = lead; i < body; i += skip ? skip : 1) {
		skip = directive(s + i);
		if (skip)
			str_addn(&out, s + i, skip);
		else
			letter(&out, s[i], rtl);
	}
	if (!rtl)
		lengthen(&out, body - lead);
	str_add(&out, "⟧");
	str_add(&out, s + body);
	return str_take(&out);
}

static void say(po_message_t message, bool rtl)
{
	const char *plural = po_message_msgid_plural(message);
	char *one = pseudo(po_message_msgid(message), rtl), *many = plural ? pseudo(plural, rtl) : NULL;

	if (plural) {
		po_message_set_msgstr_plural(message, 0, one);
		po_message_set_msgstr_plural(message, 1, many);
	} else {
		po_message_set_msgstr(message, one);
	}
	free(one);
	free(many);
}

int main(int argc, char **argv)
{
	po_file_t file;
	po_message_iterator_t next;
	po_message_t message;

	if (argc != 4) {
		fputs("pseudo en_XA|ar_XB POT PO\n", stderr);
		return 2;
	}
	file = pofile_read(argv[2], &pofile_complaints);
	next = po_message_iterator(file, NULL);
	while ((message = po_next_message(next))) {
		if (*po_message_msgid(message))
			say(message, strcmp(argv[1], "ar_XB") == 0);
		else
			po_message_set_msgstr(message, "Content-Type: text/plain; charset=UTF-8\nMIME-Version: 1.0\n"
				"Content-Transfer-Encoding: 8bit\nPlural-Forms: nplurals=2; plural=(n != 1);\n");
		po_message_set_fuzzy(message, 0);
	}
	po_message_iterator_free(next);
	file = po_file_write(file, argv[3], &pofile_complaints);
	po_file_free(file);
	return file == NULL;
}
