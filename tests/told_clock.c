/* SPDX-License-Identifier: EUPL-1.2 */
/* Test programs are told the time: linked before the lowest floor, this stands in for src/base/clock_told.c. */
#include <stdlib.h>

#include "base/clock.h"

const char *clock_told(void)
{
	return getenv("FOOTHOLD_CLOCK");
}
