/* SPDX-License-Identifier: EUPL-1.2 */
/* Looks through a file once (hash, encoding), then gives it as UTF-8 block by block. */
#include "exchange/encoding.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/charset.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/utf.h"

#define BLOCK ((size_t)64 * 1024)
#define CARRY 4

struct encoded {
	int fd;
	char *path;
	char *name;
	struct charset *charset;    /* NULL: UTF-8, passed through */
	size_t skip;                /* bytes of the BOM */
	int64_t size, place;
	uint8_t hash[32];
	struct str ready;           /* converted and not yet given */
	size_t given;
	bool ended;
};

/* What one look through the bytes tells. */
struct look {
	uint8_t head[4];
	size_t n_head;
	int64_t nul_even, nul_odd;      /* by place: high halves of UTF-16 BE, of LE */
	int64_t sound, broken;          /* UTF-8 sequences beyond ASCII */
	struct str sample;              /* from the first blocks that hold more than ASCII */
};

static enum status read_block(struct encoded *file, char *buf, size_t room, size_t *got, struct err *err)
{
	ssize_t n;

	do
		n = read(file->fd, buf, room);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return io_error(err, errno, file->path);
	*got = (size_t)n;
	return ST_OK;
}

static void count_nuls(struct look *look, const char *s, size_t len, int64_t place)
{
	const char *end = s + len;

	for (const char *p = s; p < end && (p = memchr(p, '\0', (size_t)(end - p))); p++) {
		if ((place + (p - s)) % 2 == 0)
			look->nul_even++;
		else
			look->nul_odd++;
	}
}

/* Counts UTF-8 sequences; returns how many bytes at the end may belong to one that goes on in the next block.
 */
static size_t count_utf8(struct look *look, const char *s, size_t len, bool last)
{
	size_t first = len, i = 0;

	while (i < len) {
		uint32_t cp;
		size_t n;

		if (!(s[i] & 0x80)) {
			i++;
			continue;
		}
		if (first == len)
			first = i;
		n = utf_decode(s + i, len - i, &cp);
		if (n == 0 && len - i < CARRY && !last)
			break;
		look->sound += n > 0;
		look->broken += n == 0;
		i += n > 0 ? n : 1;
	}
	if (first < len && look->sample.len < BLOCK) {
		size_t from = first > 64 ? first - 64 : 0, n = len - from;

		str_addn(&look->sample, s + from,
			 n < BLOCK - look->sample.len ? n : BLOCK - look->sample.len);
	}
	return len - i;
}

/* Reads the whole file: its hash, and what its bytes look like. */
static enum status look_through(struct encoded *file, struct look *look, struct err *err)
{
	char *buf = mem_alloc(CARRY + BLOCK);
	size_t carried = 0, got = 0;
	crypto_generichash_state hash;
	enum status st;

	crypto_generichash_init(&hash, NULL, 0, sizeof(file->hash));
	while ((st = read_block(file, buf + carried, BLOCK, &got, err)) == ST_OK) {
		const char *fresh = buf + carried;

		crypto_generichash_update(&hash, (const unsigned char *)fresh, got);
		count_nuls(look, fresh, got, file->size);
		for (size_t i = 0; i < got && look->n_head < sizeof(look->head); i++)
			look->head[look->n_head++] = (uint8_t)fresh[i];
		file->size += (int64_t)got;
		got += carried;
		carried = count_utf8(look, buf, got, fresh == buf + got);
		memmove(buf, buf + got - carried, carried);
		if (got == 0 || fresh == buf + got)
			break;
	}
	crypto_generichash_final(&hash, file->hash, sizeof(file->hash));
	if (st == ST_OK && lseek(file->fd, 0, SEEK_SET) < 0)
		st = io_error(err, errno, file->path);
	free(buf);
	return st;
}

struct bom { const char *name; size_t len; const char *bytes; };

static const struct bom *find_bom(const struct look *look)
{
	static const struct bom boms[] = {
		{ "UTF-8", 3, "\xEF\xBB\xBF" },
		{ "UTF-32LE", 4, "\xFF\xFE\0\0" },
		{ "UTF-32BE", 4, "\0\0\xFE\xFF" },
		{ "UTF-16LE", 2, "\xFF\xFE" },
		{ "UTF-16BE", 2, "\xFE\xFF" },
	};

	for (size_t i = 0; i < ARRAY_LEN(boms); i++)
		if (look->n_head >= boms[i].len && memcmp(look->head, boms[i].bytes, boms[i].len) == 0)
			return &boms[i];
	return NULL;
}

/* UTF-16 without BOM shows by the zero halves of its line ends and delimiters, all on one side. A few broken
 * bytes among many sound sequences are UTF-8 that somebody damaged. */
static const char *recognise(struct look *look, int64_t size)
{
	int64_t nuls = look->nul_even + look->nul_odd;

	if (nuls > 0 && size % 2 == 0 && nuls * 50 >= size &&
	    (look->nul_even * 10 <= nuls || look->nul_odd * 10 <= nuls))
		return look->nul_odd > look->nul_even ? "UTF-16LE" : "UTF-16BE";
	if (look->broken == 0 || look->broken * 10 <= look->sound)
		return "UTF-8";
	return charset_guess(str_get(&look->sample), look->sample.len);
}

static bool is_utf8(const char *name)
{
	return strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0;
}

/* "UTF-16" says nothing of the order: the BOM does, and without one the bytes. */
static bool is_vague(const char *name)
{
	return strcasecmp(name, "UTF-16") == 0 || strcasecmp(name, "UTF16") == 0 ||
	       strcasecmp(name, "UTF-32") == 0;
}

static enum status choose(struct encoded *file, struct look *look, const char *name, struct err *err)
{
	const struct bom *bom = find_bom(look);

	if (!name || (bom && is_vague(name)))
		name = bom ? bom->name : recognise(look, file->size);
	else if (strcasecmp(name, "UTF-16") == 0)
		name = look->nul_odd >= look->nul_even ? "UTF-16LE" : "UTF-16BE";
	if (bom && strcasecmp(bom->name, name) == 0)
		file->skip = bom->len;
	file->name = mem_str(name);
	if (is_utf8(name))
		return ST_OK;
	file->charset = charset_open(name);
	if (!file->charset)
		return err_set(err, ST_INVALID,
			       _("No encoding is called “%s”. Common ones: UTF-8, UTF-16LE, windows-1252, "
				 "windows-1250, windows-1251, windows-1256, ISO-8859-15."),
			       name);
	return ST_OK;
}

static enum status open_regular(struct encoded *file, struct err *err)
{
	struct stat about;

	file->fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (file->fd < 0 || fstat(file->fd, &about) < 0)
		return io_error(err, errno, file->path);
	if (S_ISDIR(about.st_mode))
		return io_error(err, EISDIR, file->path);
	if (!S_ISREG(about.st_mode))
		return err_set(err, ST_INVALID,
			       _("%s is no ordinary file. It is read twice, to check all rows before any is "
				 "written; save it to a file first."),
			       file->path);
	return ST_OK;
}

enum status encoded_open(const char *path, const char *name, struct encoded **out, struct err *err)
{
	struct encoded *file = mem_alloc(sizeof(*file));
	struct look look = { .n_head = 0 };
	enum status st;

	file->path = mem_str(path);
	file->fd = -1;
	st = open_regular(file, err);
	if (st == ST_OK)
		st = look_through(file, &look, err);
	if (st == ST_OK)
		st = choose(file, &look, name, err);
	if (st == ST_OK && lseek(file->fd, (off_t)file->skip, SEEK_SET) < 0)
		st = io_error(err, errno, path);
	str_wipe(&look.sample);
	if (st != ST_OK) {
		encoded_close(file);
		return st;
	}
	*out = file;
	return ST_OK;
}

void encoded_close(struct encoded *file)
{
	if (!file)
		return;
	if (file->fd >= 0)
		close(file->fd);
	charset_close(file->charset);
	str_wipe(&file->ready);
	free(file->path);
	free(file->name);
	free(file);
}

/* Converts the next block; false in *more when nothing is left. */
static enum status convert(struct encoded *file, struct err *err)
{
	char block[8192];
	size_t got = 0;
	enum status st = read_block(file, block, sizeof(block), &got, err);

	if (st != ST_OK)
		return st;
	file->place += (int64_t)got;
	file->ended = got == 0;
	str_clear(&file->ready);
	file->given = 0;
	charset_feed(file->charset, block, got, file->ended, &file->ready);
	return ST_OK;
}

enum status encoded_read(void *ctx, char *buf, size_t room, size_t *got, struct err *err)
{
	struct encoded *file = ctx;
	enum status st = ST_OK;

	*got = 0;
	if (!file->charset) {
		st = read_block(file, buf, room, got, err);
		file->place += (int64_t)*got;
		return st;
	}
	while (file->given == file->ready.len && !file->ended && st == ST_OK)
		st = convert(file, err);
	if (st != ST_OK)
		return st;
	*got = file->ready.len - file->given < room ? file->ready.len - file->given : room;
	memcpy(buf, str_get(&file->ready) + file->given, *got);
	file->given += *got;
	return ST_OK;
}

const char *encoded_name(const struct encoded *file)
{
	return file->name;
}

int64_t encoded_size(const struct encoded *file)
{
	return file->size;
}

int64_t encoded_place(const struct encoded *file)
{
	return file->place;
}

void encoded_hash(const struct encoded *file, uint8_t out[32])
{
	memcpy(out, file->hash, sizeof(file->hash));
}
