// SPDX-License-Identifier: MIT
#include "out/pdf_file.h"

#include <libdeflate.h>
#include <math.h>
#include <string.h>

#include "base/digest.h"

#define LEVEL_FAST 1
#define LEVEL_SMALL 9
#define PACK_ABOVE 64  // bytes; fewer do not shrink
#define MAX_NUMBER 1e9 // that is written
#define OBJECTS_IN_STREAM 200

// Where an object is.
struct entry {
    gsize offset;    // in the file, or of the text in `texts`
    unsigned length; // of a plain object, which is in `texts`; 0: it stands in the file
};

struct pdf_file {
    GByteArray *bytes;
    GArray *entries;    // struct entry; the object's number is one more than its index
    GString *texts;     // of plain objects
    GHashTable *shared; // text -> number
    struct libdeflate_compressor *compressor;
    bool has_failed;
};

static void put_bytes(struct pdf_file *file, const void *bytes, size_t size)
{
    g_byte_array_append(file->bytes, bytes, (guint)size);
}

static void put_line(struct pdf_file *file, const char *text)
{
    put_bytes(file, text, strlen(text));
}

struct pdf_file *pdf_file_new(enum compression compression)
{
    struct pdf_file *file = g_new0(struct pdf_file, 1);

    file->bytes = g_byte_array_sized_new(256 << 10);
    file->entries = g_array_new(FALSE, TRUE, sizeof(struct entry));
    file->texts = g_string_sized_new(16 << 10);
    file->shared = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    file->compressor =
        libdeflate_alloc_compressor(compression == COMPRESS_SMALL ? LEVEL_SMALL : LEVEL_FAST);
    file->has_failed = file->compressor == NULL;
    // Four bytes above 127 say that the file is binary (7.5.2).
    put_line(file, "%PDF-1.5\n%\xe6\xb5\xb7\xe6\x8a\xa5\n");
    return file;
}

void pdf_file_free(struct pdf_file *file)
{
    if (file == NULL)
        return;
    if (file->bytes != NULL)
        g_byte_array_free(file->bytes, TRUE);
    g_array_free(file->entries, TRUE);
    g_string_free(file->texts, TRUE);
    g_hash_table_destroy(file->shared);
    if (file->compressor != NULL)
        libdeflate_free_compressor(file->compressor);
    g_free(file);
}

// --- Objects ---

unsigned pdf_file_reserve(struct pdf_file *file)
{
    g_array_set_size(file->entries, file->entries->len + 1);
    return file->entries->len;
}

static struct entry *find_entry(struct pdf_file *file, unsigned number)
{
    return &g_array_index(file->entries, struct entry, number - 1);
}

void pdf_file_put(struct pdf_file *file, unsigned number, const char *text)
{
    *find_entry(file, number) =
        (struct entry){.offset = file->texts->len, .length = (unsigned)strlen(text)};
    g_string_append(file->texts, text);
    g_string_append_c(file->texts, '\n');
}

unsigned pdf_file_share(struct pdf_file *file, const char *text)
{
    unsigned number = GPOINTER_TO_UINT(g_hash_table_lookup(file->shared, text));

    if (number != 0)
        return number;
    number = pdf_file_reserve(file);
    pdf_file_put(file, number, text);
    g_hash_table_insert(file->shared, g_strdup(text), GUINT_TO_POINTER(number));
    return number;
}

// The bytes packed, to be freed by g_free; NULL where that is not worth it.
static uint8_t *pack(struct pdf_file *file, const void *bytes, size_t size, size_t *packed_size)
{
    if (file->compressor == NULL || size < PACK_ABOVE)
        return NULL;
    uint8_t *packed = g_try_malloc(size);
    if (packed == NULL)
        return NULL;
    // Zero where it takes more than the bytes themselves.
    size_t room = libdeflate_zlib_compress(file->compressor, bytes, size, packed, size);
    if (room > 0) {
        *packed_size = room;
        return packed;
    }
    g_free(packed);
    return NULL;
}

void pdf_file_put_stream(struct pdf_file *file, unsigned number, const char *entries,
                         const void *bytes, size_t size, enum pdf_packing packing)
{
    size_t packed_size = size;
    uint8_t *packed = packing == PDF_PACK ? pack(file, bytes, size, &packed_size) : NULL;
    char *head = g_strdup_printf("%u 0 obj\n<< %s /Length %zu%s >>\nstream\n", number, entries,
                                 packed_size, packed != NULL ? " /Filter /FlateDecode" : "");

    *find_entry(file, number) = (struct entry){.offset = file->bytes->len};
    put_line(file, head);
    put_bytes(file, packed != NULL ? packed : bytes, packed_size);
    put_line(file, "\nendstream\nendobj\n");
    g_free(head);
    g_free(packed);
}

// --- The end ---

// For the cross-reference stream: where an object is found.
struct place_of {
    uint8_t kind; // 1: in the file, at `where`; 2: in the object stream `where`
    uint32_t where;
    uint16_t index; // in the object stream
};

// Object streams for all plain objects; says where each came to be.
static void put_objects(struct pdf_file *file, struct place_of *places, unsigned count)
{
    GString *heads = g_string_new(NULL), *texts = g_string_new(NULL);
    unsigned next = 0;

    while (next < count) {
        unsigned held = 0, stream = file->entries->len + 1;
        for (; next < count && held < OBJECTS_IN_STREAM; next++) {
            const struct entry *entry = &g_array_index(file->entries, struct entry, next);
            if (entry->length == 0)
                continue;
            g_string_append_printf(heads, "%u %zu ", next + 1, texts->len);
            g_string_append_len(texts, file->texts->str + entry->offset, entry->length + 1);
            places[next] = (struct place_of){2, stream, (uint16_t)held++};
        }
        if (held == 0)
            break; // only streams were left
        (void)pdf_file_reserve(file);
        char *entries = g_strdup_printf("/Type /ObjStm /N %u /First %zu", held, heads->len);
        g_string_append_len(heads, texts->str, (gssize)texts->len);
        pdf_file_put_stream(file, stream, entries, heads->str, heads->len, PDF_PACK);
        g_free(entries);
        g_string_truncate(heads, 0);
        g_string_truncate(texts, 0);
    }
    g_string_free(heads, TRUE);
    g_string_free(texts, TRUE);
}

// One row a place: a byte, four, two (7.5.8).
static GByteArray *describe_places(const struct place_of *places, unsigned count)
{
    static const uint8_t free_entry[7] = {0, 0, 0, 0, 0, 0xff, 0xff};
    GByteArray *table = g_byte_array_new();

    g_byte_array_append(table, free_entry, sizeof free_entry);
    for (unsigned i = 0; i < count; i++) {
        uint32_t where = GUINT32_TO_BE(places[i].where);
        uint16_t index = GUINT16_TO_BE(places[i].index);
        g_byte_array_append(table, &places[i].kind, 1);
        g_byte_array_append(table, (const uint8_t *)&where, sizeof where);
        g_byte_array_append(table, (const uint8_t *)&index, sizeof index);
    }
    return table;
}

// The cross-reference stream, which is also the trailer.
static void put_table(struct pdf_file *file, struct place_of *places, unsigned catalogue,
                      unsigned info)
{
    unsigned number = pdf_file_reserve(file);
    size_t start = file->bytes->len;
    struct digest digest;
    char name[DIGEST_TEXT];

    for (unsigned i = 0; i + 1 < number; i++) {
        const struct entry *entry = &g_array_index(file->entries, struct entry, i);
        if (entry->length == 0)
            places[i] = (struct place_of){1, (uint32_t)entry->offset, 0};
    }
    places[number - 1] = (struct place_of){1, (uint32_t)start, 0};
    digest_init(&digest);
    digest_add(&digest, file->bytes->data, file->bytes->len);
    digest_end(&digest, name);
    name[32] = '\0';
    char *entries =
        g_strdup_printf("/Type /XRef /Size %u /W [1 4 2] /Root %u 0 R /Info %u 0 R /ID [<%s> <%s>]",
                        number + 1, catalogue, info, name, name);
    GByteArray *table = describe_places(places, number);
    pdf_file_put_stream(file, number, entries, table->data, table->len, PDF_PACK);
    g_byte_array_free(table, TRUE);
    g_free(entries);
    char *end = g_strdup_printf("startxref\n%zu\n%%%%EOF\n", start);
    put_line(file, end);
    g_free(end);
}

GByteArray *pdf_file_finish(struct pdf_file *file, unsigned catalogue, unsigned info)
{
    unsigned count = file->entries->len;
    unsigned most = count + count / OBJECTS_IN_STREAM + 2; // with object streams and the table
    struct place_of *places = g_new0(struct place_of, most);

    put_objects(file, places, count);
    put_table(file, places, catalogue, info);
    g_free(places);
    GByteArray *bytes = file->has_failed ? NULL : g_steal_pointer(&file->bytes);
    pdf_file_free(file);
    return bytes;
}

// --- Values ---

void pdf_put_number(GString *out, double value, int places)
{
    static const gint64 powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    char text[32], *at = text + sizeof text;
    gint64 scaled = (gint64)llrint(CLAMP(value, -MAX_NUMBER, MAX_NUMBER) * (double)powers[places]);
    bool is_negative = scaled < 0;
    guint64 rest = is_negative ? (guint64)-scaled : (guint64)scaled;

    *--at = ' ';
    while (places > 0 && rest % 10 == 0) {
        rest /= 10;
        places--;
    }
    bool has_point = places > 0;
    for (; places > 0; places--, rest /= 10)
        *--at = (char)('0' + rest % 10);
    if (has_point)
        *--at = '.';
    if (rest == 0 && !has_point)
        *--at = '0';
    for (; rest > 0; rest /= 10)
        *--at = (char)('0' + rest % 10);
    if (is_negative)
        *--at = '-';
    g_string_append_len(out, at, text + sizeof text - at);
}

void pdf_put_matrix(GString *out, const hai_matrix *matrix)
{
    const double linear[4] = {matrix->xx, matrix->yx, matrix->xy, matrix->yy};

    // Scales may be small: of a picture with many pixels.
    for (int i = 0; i < 4; i++)
        pdf_put_number(out, linear[i], 6);
    pdf_put_number(out, matrix->x0, 3);
    pdf_put_number(out, matrix->y0, 3);
}

void pdf_put_hex(GString *out, unsigned unit)
{
    static const char digits[] = "0123456789ABCDEF";
    const char four[4] = {digits[unit >> 12 & 15], digits[unit >> 8 & 15], digits[unit >> 4 & 15],
                          digits[unit & 15]};
    g_string_append_len(out, four, sizeof four);
}

void pdf_put_utf16(GString *out, const char *text, size_t bytes)
{
    const char *end = text + bytes;

    while (text < end) {
        gunichar character = g_utf8_get_char_validated(text, end - text);
        if (character >= (gunichar)-2) { // invalid, or cut short
            pdf_put_hex(out, 0xfffd);
            text++;
            continue;
        }
        if (character >= 0x10000) {
            pdf_put_hex(out, 0xd800 + ((character - 0x10000) >> 10));
            pdf_put_hex(out, 0xdc00 + ((character - 0x10000) & 0x3ff));
        } else {
            pdf_put_hex(out, character);
        }
        text = g_utf8_next_char(text);
    }
}

void pdf_put_text(GString *out, const char *text)
{
    bool is_plain = g_str_is_ascii(text);

    for (const char *at = text; *at != '\0' && is_plain; at++)
        is_plain = g_ascii_isprint(*at);
    if (!is_plain) {
        g_string_append(out, "<FEFF");
        pdf_put_utf16(out, text, strlen(text));
        g_string_append(out, "> ");
        return;
    }
    g_string_append_c(out, '(');
    for (const char *at = text; *at != '\0'; at++) {
        if (strchr("()\\", *at) != NULL)
            g_string_append_c(out, '\\');
        g_string_append_c(out, *at);
    }
    g_string_append(out, ") ");
}
