/* SPDX-License-Identifier: EUPL-1.2 */
/* Types as a person at the desk does; see desk.h. */
#include "desk.h"

bool desk_keys(struct harness *h, int *count, const char *text, const char *then)
{
	for (const char *c = text; *c; c++)
		*count += ((unsigned char)*c & 0xc0) != 0x80;
	if (!harness_type(h, text))
		return false;
	for (; *then; then++) {
		++*count;
		if (!harness_key(h, *then == '>' ? HK_TAB : *then == '2' ? HK_F2 : *then == '_' ? " " : HK_ENTER))
			return false;
	}
	return true;
}

int desk_register(struct harness *h)
{
	static const struct { const char *text, *then; } typed[] = {
		{ "n", "" }, { "Haidari", ">" }, { "Mariam", ">" }, { "مریم حیدری", ">" }, { "", ">" }, { "1991", ">" },
		{ "Dari, Pashto, English A1", ">" }, { "Dari", ">" }, { "+31612345641", ">" }, { "", ">" }, { "", "_>" },
		{ "4", "2" },
	};
	int keys = 0;

	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		if (!desk_keys(h, &keys, typed[i].text, typed[i].then))
			return 0;
	}
	return keys;
}
