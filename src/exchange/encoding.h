/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A text file in whatever encoding, read as a stream of UTF-8: named, or told by
 * its BOM, or recognised by looking at the whole file once (UTF-8, UTF-16 with and
 * without BOM, else ICU's detector).  Bytes that the encoding does not know come
 * out as ENCODING_BAD, which no UTF-8 text holds, so that the reader can say in
 * which line they stand.
 */
#ifndef EXCHANGE_ENCODING_H
#define EXCHANGE_ENCODING_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define ENCODING_BAD '\xff'

struct encoded;                                   /* an open file */
/* name NULL: recognised. ST_IO, ST_NOTFOUND, or ST_INVALID for an unknown name. */
enum status encoded_open(const char *path, const char *name, struct encoded **out, struct err *err);
void encoded_close(struct encoded *file);         /* NULL is fine */
/* Has the shape of csv_source. */
enum status encoded_read(void *file, char *buf, size_t room, size_t *got, struct err *err);
const char *encoded_name(const struct encoded *file);      /* "UTF-8", "windows-1251" ... */
int64_t encoded_size(const struct encoded *file);          /* bytes of the file */
int64_t encoded_place(const struct encoded *file);         /* bytes read so far */
/* BLAKE2b-256 of the bytes as they stand in the file. */
void encoded_hash(const struct encoded *file, uint8_t out[32]);

#endif
