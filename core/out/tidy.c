// SPDX-License-Identifier: MIT
#include "out/tidy.h"

#include <stdbool.h>
#include <string.h>

cairo_status_t tidy_collect(void *bytes, const unsigned char *part, unsigned size)
{
    g_byte_array_append(bytes, part, size);
    return CAIRO_STATUS_SUCCESS;
}

// --- PDF ---

static size_t count_digits(const char *at, const char *end)
{
    const char *start = at;

    while (at < end && g_ascii_isdigit(*at))
        at++;
    return (size_t)(at - start);
}

// The length of an entry as cairo writes it, "/x12 12 0 R ", or 0 where none is here.
static size_t entry_length(const char *at, const char *end)
{
    const char *start = at;
    static const char behind[] = " 0 R ";

    if (end - at < 2 || at[0] != '/' || !g_ascii_isalpha(at[1]))
        return 0;
    at += 2;
    size_t name = count_digits(at, end);
    at += name;
    if (name == 0 || at == end || *at++ != ' ')
        return 0;
    at += count_digits(at, end);
    if ((size_t)(end - at) < strlen(behind) || memcmp(at, behind, strlen(behind)) != 0)
        return 0;
    return (size_t)(at - start) + strlen(behind);
}

// Blank what is listed again; returns the first byte that is no entry.
static char *blank_repeated(char *at, const char *end)
{
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    size_t length;

    while ((length = entry_length(at, end)) > 0) {
        if (!g_hash_table_add(seen, g_strndup(at, length)))
            memset(at, ' ', length);
        at += length;
    }
    g_hash_table_destroy(seen);
    return at;
}

void tidy_pdf(GByteArray *pdf)
{
    static const char begin[] = "\n   /XObject << ";
    char *at = (char *)pdf->data, *end = at + pdf->len;

    if (pdf->len == 0)
        return;
    // A compressed stream in which this text and entries behind it stand by chance would have to
    // repeat an entry too.
    while ((at = memmem(at, (size_t)(end - at), begin, strlen(begin))) != NULL)
        at = blank_repeated(at + strlen(begin), end);
}

// --- SVG ---

void tidy_svg(const GByteArray *svg, GString *out)
{
    static const char name[] = "surface";
    GHashTable *numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const char *start = (const char *)svg->data, *at = start, *end = start + svg->len, *found;

    while (svg->len > 0 && (found = memmem(at, (size_t)(end - at), name, strlen(name))) != NULL) {
        const char *digits = found + strlen(name);
        size_t length = count_digits(digits, end);
        g_string_append_len(out, at, digits - at);
        at = digits;
        // Neither a quote nor # stands in the base64 of an image.
        bool is_name = found > start && (found[-1] == '"' || found[-1] == '#') && length > 0;
        if (!is_name)
            continue;
        char *number = g_strndup(digits, length);
        if (!g_hash_table_contains(numbers, number))
            g_hash_table_insert(numbers, g_strdup(number),
                                GUINT_TO_POINTER(g_hash_table_size(numbers) + 1));
        g_string_append_printf(out, "%u", GPOINTER_TO_UINT(g_hash_table_lookup(numbers, number)));
        g_free(number);
        at = digits + length;
    }
    g_string_append_len(out, at, end - at);
    g_hash_table_destroy(numbers);
}
