// SPDX-License-Identifier: MIT
#include "checks.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

static const struct check_entry *const tables[] = {line_checks, place_checks, glyph_checks,
                                                   mark_checks};

const char *check_name(unsigned index)
{
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
        for (const struct check_entry *entry = tables[i]; entry->name; entry++)
            if (index-- == 0)
                return entry->name;
    return NULL;
}

check find_check(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
        for (const struct check_entry *entry = tables[i]; entry->name; entry++)
            if (strcmp(entry->name, name) == 0)
                return entry->run;
    return NULL;
}

size_t count_lines(const json_t *proof)
{
    return json_array_size(json_object_get(proof, "lines"));
}

const json_t *line_at(const json_t *proof, size_t line)
{
    return json_array_get(json_object_get(proof, "lines"), line);
}

size_t count_clusters(const json_t *line)
{
    return json_array_size(json_object_get(line, "clusters"));
}

double member(const json_t *object, const char *key, double otherwise)
{
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : otherwise;
}

static const char *text_member(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

struct cluster cluster_at(const json_t *line, size_t index)
{
    const json_t *json = json_array_get(json_object_get(line, "clusters"), index);
    return (struct cluster){
        .text = text_member(json, "text"),
        .face = text_member(json, "face"),
        .script = text_member(json, "script"),
        .x = member(json, "x_em", NAN),
        .advance = member(json, "advance_em", NAN),
        .ink_left = member(json, "ink_left_em", 0),
        .ink_right = member(json, "ink_right_em", 0),
        .ink_top = member(json, "ink_top_em", 0),
        .ink_bottom = member(json, "ink_bottom_em", 0),
        .has_ink = json_is_number(json_object_get(json, "ink_left_em")),
        .rotated = json_is_true(json_object_get(json, "rotated")),
        .glyphs = json_object_get(json, "glyphs"),
    };
}

bool is_member(const char *characters, const char *text)
{
    return *text && g_utf8_strchr(characters, -1, g_utf8_get_char(text)) != NULL;
}

char *without_spaces(const char *text)
{
    GString *result = g_string_new(NULL);
    for (; *text; text = g_utf8_next_char(text))
        if (!g_unichar_isspace(g_utf8_get_char(text)))
            g_string_append_unichar(result, g_utf8_get_char(text));
    return g_string_free(result, FALSE);
}

struct run_text run_text_of(const json_t *proof)
{
    struct run_text run = {g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(guint))};
    for (size_t line = 0; line < count_lines(proof); line++) {
        for (size_t i = 0; i < count_clusters(line_at(proof, line)); i++) {
            char *text = without_spaces(cluster_at(line_at(proof, line), i).text);
            g_string_append(run.text, text);
            guint number = (guint)line;
            for (size_t byte = 0; byte < strlen(text); byte++)
                g_array_append_val(run.lines, number);
            g_free(text);
        }
    }
    return run;
}

void run_text_finish(struct run_text *run)
{
    g_string_free(run->text, TRUE);
    g_array_free(run->lines, TRUE);
}

char *complain(const struct trial *trial, int at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    GString *text = g_string_new(NULL);
    if (trial->widths[at] > 0)
        g_string_append_printf(text, "at %gem: ", trial->widths[at]);
    g_string_append_printf(text, "%s [", what);
    for (size_t i = 0; i < count_lines(trial->proofs[at]); i++)
        g_string_append_printf(text, "%s%s", i > 0 ? "|" : "",
                               text_member(line_at(trial->proofs[at], i), "text"));
    g_string_append_c(text, ']');
    g_free(what);
    return g_string_free(text, FALSE);
}
