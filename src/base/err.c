/* SPDX-License-Identifier: EUPL-1.2 */
/* Fills struct err; what a sentence quotes (a path, a column's name) can never steer a terminal. */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf.h"

static void fill(struct err *err, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));

static void fill(struct err *err, const char *fmt, va_list ap)
{
	char *plain = NULL;
	struct str shown = STR_INIT;

	if (vasprintf(&plain, fmt, ap) < 0)
		BUG("message format");
	utf_show(&shown, plain);
	str_copy(err->text, sizeof(err->text), str_get(&shown));
	str_free(&shown);
	free(plain);
}

enum status err_set(struct err *err, enum status status, const char *fmt, ...)
{
	va_list ap;

	if (!err)
		return status;
	err->status = status;
	err->field[0] = '\0';
	va_start(ap, fmt);
	fill(err, fmt, ap);
	va_end(ap);
	return status;
}

enum status err_field(struct err *err, const char *field, const char *fmt, ...)
{
	va_list ap;

	if (!err)
		return ST_INVALID;
	err->status = ST_INVALID;
	str_copy(err->field, sizeof(err->field), field);
	va_start(ap, fmt);
	fill(err, fmt, ap);
	va_end(ap);
	return ST_INVALID;
}

void err_clear(struct err *err)
{
	if (!err)
		return;
	err->status = ST_OK;
	err->field[0] = '\0';
	err->text[0] = '\0';
}
