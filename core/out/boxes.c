// SPDX-License-Identifier: MIT
#include "out/boxes.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// An object that is written again.
struct rewritten {
    unsigned number;
    gsize offset;
};

static const char *find(const char *from, const char *end, const char *text)
{
    return from >= end ? NULL : memmem(from, (size_t)(end - from), text, strlen(text));
}

static const char *find_last(const char *start, const char *end, const char *text)
{
    const char *found = NULL;
    for (const char *at = start; (at = find(at, end, text)) != NULL; at++)
        found = at;
    return found;
}

static void append_box(GString *out, const char *name, const double box[4])
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf(out, "   /%s [", name);
    for (int i = 0; i < 4; i++)
        g_string_append_printf(out, " %s", g_ascii_formatd(digits, sizeof digits, "%.3f", box[i]));
    g_string_append(out, " ]\n");
}

// "N 0 obj\n<< /Type /Page ...": the page again with its boxes. False where it is not as cairo
// writes it.
static bool rewrite(GString *out, gsize base, const char *object, const char *end,
                    struct rewritten *page, double around, double bleed)
{
    const char *media = find(object, end, "/MediaBox ["), *stop = find(object, end, "\nendobj");
    if (media == NULL || stop == NULL || media > stop)
        return false;
    double box[4];
    char *at = (char *)(uintptr_t)(media + strlen("/MediaBox ["));
    for (int i = 0; i < 4; i++)
        box[i] = g_ascii_strtod(at, &at);
    const char *line = find(at, end, "\n");
    if (line == NULL || line > stop)
        return false;
    page->number = (unsigned)strtoul(object, NULL, 10);
    page->offset = base + out->len;
    g_string_append_len(out, object, line + 1 - object);
    double inner = around - bleed;
    const double trim[4] = {box[0] + around, box[1] + around, box[2] - around, box[3] - around};
    const double rim[4] = {box[0] + inner, box[1] + inner, box[2] - inner, box[3] - inner};
    append_box(out, "TrimBox", trim);
    append_box(out, "BleedBox", rim);
    g_string_append_len(out, line + 1, stop - line - 1);
    g_string_append(out, "\nendobj\n");
    return true;
}

// The number that begins the line before "0 obj\n<< /Type /Page ".
static const char *line_start(const char *start, const char *at)
{
    while (at > start && at[-1] != '\n')
        at--;
    return at;
}

static void append_table(GString *out, gsize base, const GArray *pages, const char *trailer,
                         const char *trailer_end, const char *previous)
{
    gsize table = base + out->len;
    g_string_append(out, "xref\n");
    for (guint i = 0; i < pages->len; i++) {
        const struct rewritten *page = &g_array_index(pages, struct rewritten, i);
        g_string_append_printf(out, "%u 1\n%010" G_GSIZE_FORMAT " 00000 n \n", page->number,
                               page->offset);
    }
    g_string_append_len(out, trailer, trailer_end - trailer);
    g_string_append_printf(
        out, "   /Prev %" G_GUINT64_FORMAT "\n>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
        g_ascii_strtoull(previous, NULL, 10), table);
}

void boxes_add(GByteArray *pdf, double around, double bleed)
{
    static const char mark[] = " 0 obj\n<< /Type /Page ";
    const char *start = (const char *)pdf->data, *end = start + pdf->len;
    const char *trailer = find_last(start, end, "\ntrailer\n<<");
    const char *closing = trailer == NULL ? NULL : find(trailer, end, "\n>>\nstartxref\n");
    GString *out = g_string_new(NULL);
    GArray *pages = g_array_new(FALSE, TRUE, sizeof(struct rewritten));
    bool is_right = closing != NULL;
    for (const char *at = start; is_right && (at = find(at, trailer, mark)) != NULL; at++) {
        struct rewritten page = {0};
        is_right = rewrite(out, pdf->len, line_start(start, at), trailer, &page, around, bleed);
        g_array_append_val(pages, page);
    }
    if (is_right && pages->len > 0) {
        append_table(out, pdf->len, pages, trailer + 1, closing + 1,
                     closing + strlen("\n>>\nstartxref\n"));
        g_byte_array_append(pdf, (const guint8 *)out->str, (guint)out->len);
    }
    g_array_free(pages, TRUE);
    g_string_free(out, TRUE);
}
