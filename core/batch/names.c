// SPDX-License-Identifier: MIT
#include "batch/names.h"

#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "data/filter.h"
#include "data/placeholder.h"

// --- Values within names ---

static bool is_unfit(gunichar c)
{
    return c < 0x20 || (c < 0x80 && strchr("/\\:*?\"<>|\x7f", (int)c) != NULL) ||
           (c >= 0x80 && c < 0xa0) || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff ||
           !g_unichar_isdefined(c);
}

// Dots that would begin a name count as unfit.
static void append_fit(GString *name, const char *value)
{
    size_t dots = name->len == 0 ? strspn(value, ".") : 0;
    for (size_t i = 0; i < dots; i++)
        g_string_append_c(name, '_');
    for (const char *at = value + dots; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        g_string_append_unichar(name, c < 0x110000 && !is_unfit(c) ? c : '_');
    }
}

static char *value_text(const json_t *value)
{
    char digits[DECIMAL_BYTES];
    if (json_is_string(value))
        return g_strdup(json_string_value(value));
    if (json_is_integer(value))
        return g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
    if (json_is_boolean(value))
        return g_strdup(json_is_true(value) ? "true" : "false");
    if (!json_is_real(value))
        return NULL;
    decimal_shortest(json_real_value(value), digits);
    return g_strdup(digits);
}

struct naming {
    const char *template;
    struct arena *arena;
    struct report *report;
    struct scope scope;
};

// One placeholder, braces and all, into the name.
static bool append_value(const struct naming *naming, GString *name, const char *start,
                         size_t length)
{
    char *text = g_strndup(start, length);
    json_t *value =
        placeholder_fill(naming->arena, naming->report, &naming->scope, text, (struct place){0});
    bool is_filled = value != NULL;
    char *written = value_text(value);
    json_decref(value);
    if (written != NULL)
        g_strstrip(written);
    bool ok = written != NULL && written[0] != '\0';
    if (ok)
        append_fit(name, written);
    else if (is_filled)
        report_add(naming->report, SEVERITY_ERROR, "name.empty", (struct place){0},
                   "name a field that each row has, or give a default: {{x | default:'—'}}",
                   "%s gives nothing for the name '%s'", text, naming->template);
    g_free(written);
    g_free(text);
    return ok;
}

// --- Parts between slashes ---

// Cut at a whole character, the rest told by a hash of all.
static void shorten(GString *part)
{
    if (part->len <= NAMES_MAX_BYTES)
        return;
    uint64_t mark = names_mark(part->str);
    const char *dot = strrchr(part->str, '.');
    char *ending = dot != NULL && strlen(dot) <= 8 ? g_strdup(dot) : g_strdup("");
    const char *cut = g_utf8_find_prev_char(part->str, part->str + NAMES_MAX_BYTES - 30);
    g_string_truncate(part, cut != NULL ? (gsize)(cut - part->str) : 0);
    g_string_append_printf(part, "~%016" G_GINT64_MODIFIER "x%s", mark, ending);
    g_free(ending);
}

// One part of the path is at its end. The author's own "." and ".." stay.
static void end_part(GString *name, GString *part, bool is_filled)
{
    if (is_filled)
        shorten(part);
    g_string_append_len(name, part->str, (gssize)part->len);
    g_string_truncate(part, 0);
}

char *names_fill(const char *template, json_t *values, struct report *report)
{
    struct naming naming = {template, arena_new(), report, {.values = values}};
    GString *name = g_string_new(NULL), *part = g_string_new(NULL);
    bool ok = true, is_filled = false;
    for (const char *at = template; *at != '\0';) {
        const char *end = g_str_has_prefix(at, "{{") ? filter_find_end(at + 2) : NULL;
        if (end != NULL) {
            ok = append_value(&naming, part, at, (size_t)(end + 2 - at)) && ok;
            is_filled = true;
            at = end + 2;
            continue;
        }
        if (*at == '/') {
            end_part(name, part, is_filled);
            is_filled = false;
            g_string_append_c(name, '/');
        } else {
            g_string_append_c(part, *at);
        }
        at++;
    }
    end_part(name, part, is_filled);
    arena_free(naming.arena);
    g_string_free(part, TRUE);
    return g_string_free(name, !ok);
}

json_t *names_fill_all(const json_t *outputs, json_t *row, struct report *report)
{
    json_t *values = json_copy(row), *filled = json_array(), *output;
    bool ok = true;
    size_t i;
    json_array_foreach(outputs, i, output)
    {
        json_t *size = json_object_get(output, "size");
        (void)json_object_set_new(values, "size",
                                  size != NULL ? json_incref(size) : json_string(""));
        char *name = names_fill(json_string_value(json_object_get(output, "file")), values, report);
        json_t *copy = json_copy(output);
        (void)json_object_set_new(copy, "file", json_string(name != NULL ? name : ""));
        (void)json_array_append_new(filled, copy);
        ok = ok && name != NULL;
        g_free(name);
    }
    json_decref(values);
    if (ok)
        return filled;
    json_decref(filled);
    return NULL;
}

char *names_folder(const char *template)
{
    const char *open = strstr(template, "{{");
    char *start = open != NULL ? g_strndup(template, (gsize)(open - template)) : g_strdup(template);
    char *slash = strrchr(start, '/');
    char *folder = slash == NULL ? g_strdup(".") : g_strndup(start, (gsize)(slash - start + 1));
    g_free(start);
    return folder;
}

// --- Which there were ---

struct names {
    GHashTable *marks; // as pointers, so that one takes no memory of its own
};

static guint hash_mark(gconstpointer mark)
{
    uint64_t bits = (uint64_t)(uintptr_t)mark;
    return (guint)(bits ^ bits >> 32);
}

struct names *names_new(void)
{
    struct names *names = g_new0(struct names, 1);
    names->marks = g_hash_table_new(hash_mark, NULL);
    return names;
}

void names_free(struct names *names)
{
    if (names == NULL)
        return;
    g_hash_table_destroy(names->marks);
    g_free(names);
}

// FNV-1a, its bits then mixed as in MurmurHash3.
uint64_t names_mark(const char *name)
{
    uint64_t mark = UINT64_C(0xcbf29ce484222325);
    for (const unsigned char *at = (const unsigned char *)name; *at != '\0'; at++)
        mark = (mark ^ *at) * UINT64_C(0x100000001b3);
    mark = (mark ^ mark >> 33) * UINT64_C(0xff51afd7ed558ccd);
    mark = (mark ^ mark >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
    return mark ^ mark >> 33;
}

bool names_add(struct names *names, uint64_t mark)
{
    return g_hash_table_add(names->marks, (gpointer)(uintptr_t)mark);
}

bool names_has(const struct names *names, uint64_t mark)
{
    return g_hash_table_contains(names->marks, (gpointer)(uintptr_t)mark);
}

unsigned names_count(const struct names *names)
{
    return g_hash_table_size(names->marks);
}
