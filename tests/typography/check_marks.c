// SPDX-License-Identifier: MIT
//
// Expectations of what accompanies characters: dots, lines, readings. A proof tells them with each
// line: "marks": [{"kind": "dot", "name", "book", "ruby" or "zhuyin", "text", "x_em", "width_em",
// "size_em"}]. And of what is no line at all: figures in words, files.
#include <math.h>
#include <string.h>

#include "checks.h"

struct mark {
    const char *kind, *text;
    double x, width, size;
};

static size_t count_marks(const json_t *line)
{
    return json_array_size(json_object_get(line, "marks"));
}

static struct mark mark_at(const json_t *line, size_t index)
{
    const json_t *json = json_array_get(json_object_get(line, "marks"), index);
    const char *kind = json_string_value(json_object_get(json, "kind"));
    const char *text = json_string_value(json_object_get(json, "text"));
    return (struct mark){kind ? kind : "", text ? text : "", member(json, "x_em", NAN),
                         member(json, "width_em", NAN), member(json, "size_em", NAN)};
}

static bool is_kind(struct mark mark, const char *kind)
{
    return strcmp(mark.kind, kind) == 0;
}

// Is the middle of a dot in the place of the cluster?
static bool has_dot(const json_t *line, struct cluster cluster, double *off)
{
    for (size_t i = 0; i < count_marks(line); i++) {
        struct mark mark = mark_at(line, i);
        double middle = mark.x + mark.width / 2;
        if (!is_kind(mark, "dot") || middle < cluster.x || middle >= cluster.x + cluster.advance)
            continue;
        *off = middle - (cluster.x + cluster.advance / 2);
        return true;
    }
    return false;
}

static char *check_dots(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    for (int at = 0; at < trial->count; at++) {
        GString *dotted = g_string_new(NULL);
        for (size_t i = 0; i < count_lines(trial->proofs[at]); i++) {
            const json_t *line = line_at(trial->proofs[at], i);
            for (size_t n = 0; n < count_clusters(line); n++) {
                double off;
                if (has_dot(line, cluster_at(line, n), &off))
                    g_string_append(dotted, cluster_at(line, n).text);
            }
        }
        bool same = strcmp(dotted->str, json_string_value(value)) == 0;
        char *wrong = same ? NULL : complain(trial, at, "dots are under '%s'", dotted->str);
        g_string_free(dotted, TRUE);
        if (wrong)
            return wrong;
    }
    return NULL;
}

static char *check_no_dots(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    for (int at = 0; at < trial->count; at++) {
        for (size_t i = 0; i < count_lines(trial->proofs[at]); i++) {
            const json_t *line = line_at(trial->proofs[at], i);
            for (size_t n = 0; n < count_clusters(line); n++) {
                double off;
                struct cluster own = cluster_at(line, n);
                if (is_member(json_string_value(value), own.text) && has_dot(line, own, &off))
                    return complain(trial, at, "a dot is under '%s'", own.text);
            }
        }
    }
    return NULL;
}

static char *check_dot_middle(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    (void)value;
    for (int at = 0; at < trial->count; at++) {
        for (size_t i = 0; i < count_lines(trial->proofs[at]); i++) {
            const json_t *line = line_at(trial->proofs[at], i);
            for (size_t n = 0; n < count_clusters(line); n++) {
                double off = 0;
                struct cluster own = cluster_at(line, n);
                if (has_dot(line, own, &off) && fabs(off) > 0.02)
                    return complain(trial, at, "the dot of '%s' is %gem off", own.text, off);
            }
        }
    }
    return NULL;
}

// The texts of all marks of a kind, in turn, are those expected.
static char *compare_texts(const struct trial *trial, const char *kind, const json_t *value)
{
    for (int at = 0; at < trial->count; at++) {
        size_t next = 0;
        for (size_t i = 0; i < count_lines(trial->proofs[at]); i++) {
            const json_t *line = line_at(trial->proofs[at], i);
            for (size_t n = 0; n < count_marks(line); n++) {
                struct mark mark = mark_at(line, n);
                if (!is_kind(mark, kind))
                    continue;
                const char *wanted = json_string_value(json_array_get(value, next++));
                if (!wanted || strcmp(wanted, mark.text) != 0)
                    return complain(trial, at, "'%s' is not '%s'", mark.text, wanted ? wanted : "");
            }
        }
        if (next != json_array_size(value))
            return complain(trial, at, "there are %zu of kind %s", next, kind);
    }
    return NULL;
}

static char *check_names(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    return compare_texts(trial, "name", value);
}

static char *check_ruby(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    return compare_texts(trial, "ruby", value);
}

static char *check_zhuyin(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    return compare_texts(trial, "zhuyin", value);
}

static char *compare_gaps(const struct trial *trial, const char *kind, double least)
{
    for (int at = 0; at < trial->count; at++) {
        for (size_t i = 0; i < count_lines(trial->proofs[at]); i++) {
            const json_t *line = line_at(trial->proofs[at], i);
            double end = -INFINITY;
            for (size_t n = 0; n < count_marks(line); n++) {
                struct mark mark = mark_at(line, n);
                if (!is_kind(mark, kind))
                    continue;
                if (!(mark.x - end >= least - 1e-6))
                    return complain(trial, at, "'%s' is %gem from what is before it", mark.text,
                                    mark.x - end);
                end = mark.x + mark.width;
            }
        }
    }
    return NULL;
}

static char *check_name_gap(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    return compare_gaps(trial, "name", json_number_value(value));
}

static char *check_ruby_gap(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)value;
    return compare_gaps(trial, "ruby", member(expect, "min_gap_em", 0));
}

static char *check_zhuyin_size(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    bool seen = false;
    const json_t *line = line_at(trial->proofs[0], 0);
    for (size_t n = 0; n < count_marks(line); n++) {
        struct mark mark = mark_at(line, n);
        if (!is_kind(mark, "zhuyin"))
            continue;
        seen = true;
        if (!(fabs(mark.size - json_number_value(value)) < 0.005))
            return complain(trial, 0, "'%s' is set in %gem", mark.text, mark.size);
    }
    return seen ? NULL : complain(trial, 0, "there is no zhuyin");
}

// --- What is no line ---

static char *compare_text(const struct trial *trial, const char *key, const json_t *value)
{
    const char *text = json_string_value(json_object_get(trial->proofs[0], key));
    if (text && strcmp(text, json_string_value(value)) == 0)
        return NULL;
    return g_strdup_printf("it is '%s', not '%s'", text ? text : "", json_string_value(value));
}

static char *check_format(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    return compare_text(trial, "format", value);
}

static char *check_capitals(const struct trial *trial, const json_t *expect, const json_t *value)
{
    bool is_money = json_is_true(json_object_get(expect, "money"));
    return compare_text(trial, is_money ? "money" : "format_cap", value);
}

static char *check_pdf_text(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    const char *text = json_string_value(json_object_get(trial->proofs[0], "pdf_text"));
    if (text && g_str_has_prefix(text, json_string_value(value)))
        return NULL;
    return g_strdup_printf("the PDF reads '%s'", text ? text : "");
}

static char *check_emoji(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    double pixels = member(trial->proofs[0], "emoji_px", 0);
    if (pixels >= json_number_value(value))
        return NULL;
    return g_strdup_printf("the emoji has %g pixels to a unit", pixels);
}

const struct check_entry mark_checks[] = {
    {"dots_under", check_dots},
    {"no_dot_under", check_no_dots},
    {"dot_centered", check_dot_middle},
    {"underlines", check_names},
    {"underline_gap_min_em", check_name_gap},
    {"ruby", check_ruby},
    {"ruby_no_overlap", check_ruby_gap},
    {"zhuyin", check_zhuyin},
    {"zhuyin_size_ratio", check_zhuyin_size},
    {"format", check_format},
    {"format_cap", check_capitals},
    {"pdf_text_prefix", check_pdf_text},
    {"emoji_px_min", check_emoji},
    {NULL, NULL},
};
