/* SPDX-License-Identifier: EUPL-1.2 */
/* Parse, open, hand over. */
#include <stdio.h>

int main(void)
{
	puts("Foothold");
	return 0;
}
