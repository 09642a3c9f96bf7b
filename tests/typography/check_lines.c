// SPDX-License-Identifier: MIT
//
// Expectations of where lines end.
#include <math.h>
#include <string.h>

#include "checks.h"

// The characters that are no marks.
static unsigned count_characters(const char *text)
{
    unsigned count = 0;
    for (; *text; text = g_utf8_next_char(text))
        count += g_unichar_isalnum(g_utf8_get_char(text)) || g_utf8_get_char(text) >= 0x2E80
                     ? !g_unichar_ispunct(g_utf8_get_char(text))
                     : 0;
    return count;
}

static char *check_start(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    for (int at = 0; at < trial->count; at++) {
        for (size_t line = 1; line < count_lines(trial->proofs[at]); line++) {
            const json_t *json = line_at(trial->proofs[at], line);
            if (count_clusters(json) > 0 &&
                is_member(json_string_value(value), cluster_at(json, 0).text))
                return complain(trial, at, "a line begins with '%s'", cluster_at(json, 0).text);
        }
    }
    return NULL;
}

static char *check_end(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    for (int at = 0; at < trial->count; at++) {
        for (size_t line = 0; line + 1 < count_lines(trial->proofs[at]); line++) {
            const json_t *json = line_at(trial->proofs[at], line);
            size_t count = count_clusters(json);
            if (count > 0 && is_member(json_string_value(value), cluster_at(json, count - 1).text))
                return complain(trial, at, "a line ends with '%s'",
                                cluster_at(json, count - 1).text);
        }
    }
    return NULL;
}

// Is a line's end inside a word, in one proof? *found is set where the word is there at all.
static bool is_parted(const json_t *proof, const char *word, bool *found)
{
    struct run_text run = run_text_of(proof);
    char *plain = without_spaces(word);
    bool parted = false;
    for (const char *at = strstr(run.text->str, plain); at && *plain; at = strstr(at + 1, plain)) {
        size_t from = (size_t)(at - run.text->str);
        *found = true;
        parted = parted || g_array_index(run.lines, guint, from) !=
                               g_array_index(run.lines, guint, from + strlen(plain) - 1);
    }
    run_text_finish(&run);
    g_free(plain);
    return parted;
}

static char *check_together(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    size_t index;
    const json_t *word;
    json_array_foreach(value, index, word)
    {
        for (int at = 0; at < trial->count; at++) {
            bool found = false;
            if (is_parted(trial->proofs[at], json_string_value(word), &found))
                return complain(trial, at, "'%s' is parted", json_string_value(word));
            if (!found)
                return complain(trial, at, "'%s' is not there", json_string_value(word));
        }
    }
    return NULL;
}

// "照|“": a line ends between the two in one of the settings at least.
static bool is_seen(const json_t *proof, const char *before, const char *after)
{
    for (size_t line = 0; line + 1 < count_lines(proof); line++) {
        const json_t *json = line_at(proof, line);
        size_t count = count_clusters(json);
        if (count > 0 && count_clusters(line_at(proof, line + 1)) > 0 &&
            strcmp(cluster_at(json, count - 1).text, before) == 0 &&
            strcmp(cluster_at(line_at(proof, line + 1), 0).text, after) == 0)
            return true;
    }
    return false;
}

static char *check_break(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    size_t index;
    const json_t *pair;
    json_array_foreach(value, index, pair)
    {
        char **sides = g_strsplit(json_string_value(pair), "|", 2);
        bool seen = false;
        for (int at = 0; at < trial->count && !seen; at++)
            seen = is_seen(trial->proofs[at], sides[0], sides[1]);
        g_strfreev(sides);
        if (!seen)
            return g_strdup_printf("no line ends at %s", json_string_value(pair));
    }
    return NULL;
}

static char *check_first_line(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    for (int at = 0; at < trial->count; at++) {
        const char *text =
            json_string_value(json_object_get(line_at(trial->proofs[at], 0), "text"));
        if (!text || strcmp(text, json_string_value(value)) != 0)
            return complain(trial, at, "the first line is not '%s'", json_string_value(value));
    }
    return NULL;
}

static char *check_last_line(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    for (int at = 0; at < trial->count; at++) {
        size_t lines = count_lines(trial->proofs[at]);
        const json_t *last = lines > 0 ? line_at(trial->proofs[at], lines - 1) : NULL;
        const char *text = json_string_value(json_object_get(last, "text"));
        if (lines != 1 && (!text || count_characters(text) < json_integer_value(value)))
            return complain(trial, at, "the last line has too few characters");
    }
    return NULL;
}

// Nothing was put in: the lines together are the text.
static char *check_no_hyphen(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    (void)value;
    for (int at = 0; at < trial->count; at++) {
        const char *text = json_string_value(json_object_get(trial->proofs[at], "normalised"));
        char *whole = without_spaces(text ? text : "");
        struct run_text run = run_text_of(trial->proofs[at]);
        bool same = strcmp(whole, run.text->str) == 0;
        run_text_finish(&run);
        g_free(whole);
        if (!same)
            return complain(trial, at, "the lines are not the text");
    }
    return NULL;
}

static char *check_normalised(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    const char *text = json_string_value(json_object_get(trial->proofs[0], "normalised"));
    if (text && strcmp(text, json_string_value(value)) == 0)
        return NULL;
    return g_strdup_printf("the text becomes '%s', not '%s'", text ? text : "",
                           json_string_value(value));
}

static char *check_unchanged(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    size_t index;
    const json_t *word;
    const char *text = json_string_value(json_object_get(trial->proofs[0], "normalised"));
    json_array_foreach(value, index, word)
    {
        const char *wanted = json_string_value(word);
        if (!text || !strstr(text, wanted) || !strstr(trial->text, wanted))
            return complain(trial, 0, "'%s' is not as given", wanted);
    }
    return NULL;
}

static char *check_count(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    json_int_t count = 0;
    for (size_t line = 0; line < count_lines(trial->proofs[0]); line++)
        count += (json_int_t)count_clusters(line_at(trial->proofs[0], line));
    if (count == json_integer_value(value))
        return NULL;
    return complain(trial, 0, "there are %d clusters", (int)count);
}

const struct check_entry line_checks[] = {
    {"lines_not_start", check_start},         {"lines_not_end", check_end},
    {"keep_together", check_together},        {"no_break_inside", check_together},
    {"break_allowed", check_break},           {"line1", check_first_line},
    {"last_line_min_chars", check_last_line}, {"no_inserted_hyphen", check_no_hyphen},
    {"normalised", check_normalised},         {"normalised_unchanged", check_unchanged},
    {"cluster_count", check_count},           {NULL, NULL},
};
