// SPDX-License-Identifier: MIT
//
// Expectations of where characters stand on their line.
#include <math.h>
#include <string.h>

#include "checks.h"

#define HAIR 0.005
#define OVERHANG 0.05 // of a letter over its own advance: f, 资

static double end_of(struct cluster cluster)
{
    return cluster.x + cluster.advance;
}

static double line_end(const json_t *line)
{
    return member(line, "x_em", NAN) + member(line, "width_em", NAN);
}

static bool is_han(const char *text)
{
    gunichar c = g_utf8_get_char(text);
    return (c >= 0x3400 && c < 0xA000) || c >= 0x20000;
}

static bool is_mark(const char *text)
{
    return is_member("，。、；：？！）》〉」』】〕〗］｝”’（《〈「『【〔〖［｛“‘", text);
}

static char *check_width(const struct trial *trial, const json_t *expect, const json_t *value)
{
    double most = json_number_value(value), least = member(expect, "min", most);
    double tolerance = member(expect, "tol", 0.02);
    for (int at = 0; at < trial->count; at++) {
        double width = member(line_at(trial->proofs[at], 0), "width_em", NAN);
        if (count_lines(trial->proofs[at]) != 1 ||
            !(width >= least - tolerance && width <= most + tolerance))
            return complain(trial, at, "it takes %gem", width);
    }
    return NULL;
}

static char *check_ink_left(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    for (int at = 0; at < trial->count; at++) {
        for (size_t i = 0; i < count_lines(trial->proofs[at]); i++) {
            const json_t *line = line_at(trial->proofs[at], i);
            struct cluster first = cluster_at(line, 0);
            if (!first.has_ink ||
                first.ink_left - member(line, "x_em", NAN) > json_number_value(value))
                return complain(trial, at, "the ink begins at %gem", first.ink_left);
        }
    }
    return NULL;
}

// A mark at the end of a line takes so much, and ends where the measure does.
static char *check_right_mark(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    bool seen = false;
    for (int at = 0; at < trial->count; at++) {
        for (size_t i = 0; i < count_lines(trial->proofs[at]); i++) {
            const json_t *line = line_at(trial->proofs[at], i);
            bool is_last = i + 1 == count_lines(trial->proofs[at]);
            struct cluster last = cluster_at(line, count_clusters(line) - 1);
            if (!is_mark(last.text))
                continue;
            seen = seen || !is_last;
            if (fabs(last.advance - json_number_value(value)) > HAIR ||
                fabs(end_of(last) - line_end(line)) > HAIR ||
                (!is_last && fabs(line_end(line) - trial->widths[at]) > HAIR))
                return complain(trial, at, "'%s' takes %gem and ends at %gem", last.text,
                                last.advance, end_of(last));
        }
    }
    return seen ? NULL : complain(trial, 0, "no line ends with a mark");
}

static char *check_overflow(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    (void)value;
    for (int at = 0; at < trial->count; at++) {
        for (size_t i = 0; i < count_lines(trial->proofs[at]); i++) {
            const json_t *line = line_at(trial->proofs[at], i);
            double end = line_end(line);
            for (size_t n = 0; n < count_clusters(line); n++) {
                struct cluster cluster = cluster_at(line, n);
                end = fmax(end, fmax(end_of(cluster), cluster.ink_right - OVERHANG));
            }
            if (!(end <= trial->widths[at] + HAIR))
                return complain(trial, at, "a line reaches %gem", end);
        }
    }
    return NULL;
}

static char *check_no_overlap(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    (void)value;
    for (int at = 0; at < trial->count; at++) {
        for (size_t i = 0; i < count_lines(trial->proofs[at]); i++) {
            const json_t *line = line_at(trial->proofs[at], i);
            for (size_t n = 1; n < count_clusters(line); n++) {
                struct cluster before = cluster_at(line, n - 1), after = cluster_at(line, n);
                if (before.has_ink && after.has_ink && before.ink_right > after.ink_left + HAIR)
                    return complain(trial, at, "'%s' and '%s' overlap", before.text, after.text);
            }
        }
    }
    return NULL;
}

// The marks are in the middle of their place, and as far from the ink before as from that after:
// half a character's own side bearing apart.
static char *check_symmetric(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    bool seen = false;
    const json_t *line = line_at(trial->proofs[0], 0);
    for (size_t n = 1; n + 1 < count_clusters(line); n++) {
        struct cluster mark = cluster_at(line, n);
        if (!is_member(json_string_value(value), mark.text))
            continue;
        seen = true;
        double middle = mark.x + mark.advance / 2, ink = (mark.ink_left + mark.ink_right) / 2;
        double left = mark.x - end_of(cluster_at(line, n - 1));
        double right = cluster_at(line, n + 1).x - end_of(mark);
        if (!(fabs(middle - ink) <= 0.03 && fabs(left - right) <= HAIR))
            return complain(trial, 0, "'%s' has its ink %gem off the middle, gaps %g and %gem",
                            mark.text, ink - middle, left, right);
    }
    return seen ? NULL : complain(trial, 0, "no such mark is there");
}

static char *check_gap(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    const char *before = json_string_value(json_array_get(value, 0));
    const char *after = json_string_value(json_array_get(value, 1));
    double least = json_number_value(json_array_get(value, 2));
    double most = json_number_value(json_array_get(value, 3));
    bool seen = false;
    for (int at = 0; at < trial->count; at++) {
        for (size_t i = 0; i < count_lines(trial->proofs[at]); i++) {
            const json_t *line = line_at(trial->proofs[at], i);
            for (size_t n = 1; n < count_clusters(line); n++) {
                struct cluster a = cluster_at(line, n - 1), b = cluster_at(line, n);
                if (strcmp(a.text, before) != 0 || strcmp(b.text, after) != 0)
                    continue;
                seen = true;
                if (!(b.x - end_of(a) >= least - 1e-9 && b.x - end_of(a) <= most + 1e-9))
                    return complain(trial, at, "the gap %s|%s is %gem", before, after,
                                    b.x - end_of(a));
            }
        }
    }
    return seen ? NULL : complain(trial, 0, "%s and %s never stand side by side", before, after);
}

// No gap between the characters of a word.
static char *check_latin(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    size_t index;
    const json_t *json;
    json_array_foreach(value, index, json)
    {
        const char *word = json_string_value(json);
        for (int at = 0; at < trial->count; at++) {
            for (size_t i = 0; i < count_lines(trial->proofs[at]); i++) {
                const json_t *line = line_at(trial->proofs[at], i);
                GString *so_far = g_string_new(NULL);
                bool torn = false;
                for (size_t n = 0; n < count_clusters(line); n++) {
                    struct cluster a = cluster_at(line, n);
                    g_string_append(so_far, a.text);
                    if (!g_str_has_suffix(so_far->str, word))
                        continue;
                    glong letters = g_utf8_strlen(word, -1);
                    for (size_t k = n; letters > 1 && k > 0; k--, letters--)
                        torn = torn ||
                               fabs(cluster_at(line, k).x - end_of(cluster_at(line, k - 1))) > HAIR;
                }
                g_string_free(so_far, TRUE);
                if (torn)
                    return complain(trial, at, "'%s' is spread", word);
            }
        }
    }
    return NULL;
}

static char *check_flush(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    (void)value;
    for (int at = 0; at < trial->count; at++) {
        for (size_t i = 0; i + 1 < count_lines(trial->proofs[at]); i++) {
            const json_t *line = line_at(trial->proofs[at], i);
            struct cluster last = cluster_at(line, count_clusters(line) - 1);
            if (!(fabs(line_end(line) - trial->widths[at]) <= HAIR &&
                  fabs(end_of(last) - trial->widths[at]) <= HAIR))
                return complain(trial, at, "line %zu ends at %gem", i + 1, end_of(last));
        }
    }
    return NULL;
}

static char *check_largest_gap(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    for (int at = 0; at < trial->count; at++) {
        for (size_t i = 0; i < count_lines(trial->proofs[at]); i++) {
            const json_t *line = line_at(trial->proofs[at], i);
            for (size_t n = 1; n < count_clusters(line); n++) {
                double gap = cluster_at(line, n).x - end_of(cluster_at(line, n - 1));
                if (!(gap <= json_number_value(value) + 1e-9))
                    return complain(trial, at, "a gap is %gem", gap);
            }
        }
    }
    return NULL;
}

// Of the lines that are named, no gap differs from zero by more.
static char *check_loose(const struct trial *trial, const json_t *expect, const json_t *value)
{
    size_t index;
    const json_t *number;
    json_array_foreach(json_object_get(expect, "lines"), index, number)
    {
        const json_t *line = line_at(trial->proofs[0], (size_t)json_integer_value(number));
        if (!line)
            return complain(trial, 0, "there is no line %d", (int)json_integer_value(number));
        for (size_t n = 1; n < count_clusters(line); n++) {
            double gap = cluster_at(line, n).x - end_of(cluster_at(line, n - 1));
            if (!(fabs(gap) <= json_number_value(value)))
                return complain(trial, 0, "a gap is %gem", gap);
        }
    }
    return NULL;
}

// From one Chinese character to the next it is as far as from another to its next.
static char *check_jitter(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    for (int at = 0; at < trial->count; at++) {
        for (size_t i = 0; i < count_lines(trial->proofs[at]); i++) {
            const json_t *line = line_at(trial->proofs[at], i);
            double least = INFINITY, most = -INFINITY;
            for (size_t n = 1; n < count_clusters(line); n++) {
                struct cluster a = cluster_at(line, n - 1), b = cluster_at(line, n);
                if (!is_han(a.text) || !is_han(b.text))
                    continue;
                least = fmin(least, b.x - a.x);
                most = fmax(most, b.x - a.x);
            }
            if (least < most && (most - least) * trial->size > json_number_value(value))
                return complain(trial, at, "steps differ by %gpx", (most - least) * trial->size);
        }
    }
    return NULL;
}

static char *check_last_natural(const struct trial *trial, const json_t *expect,
                                const json_t *value)
{
    (void)expect;
    (void)value;
    for (int at = 0; at < trial->count; at++) {
        const json_t *line = line_at(trial->proofs[at], count_lines(trial->proofs[at]) - 1);
        for (size_t n = 1; n < count_clusters(line); n++) {
            struct cluster a = cluster_at(line, n - 1), b = cluster_at(line, n);
            if (is_han(a.text) && is_han(b.text) && !(fabs(b.x - end_of(a)) <= HAIR))
                return complain(trial, at, "the last line is stretched");
        }
    }
    return NULL;
}

static char *check_hang(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    bool seen = false;
    for (int at = 0; at < trial->count; at++) {
        for (size_t i = 0; i < count_lines(trial->proofs[at]); i++) {
            const json_t *line = line_at(trial->proofs[at], i);
            struct cluster last = cluster_at(line, count_clusters(line) - 1);
            bool hangs = member(line, "hung_em", 0) > HAIR;
            seen = seen || hangs;
            if (hangs && !is_member(json_string_value(value), last.text))
                return complain(trial, at, "'%s' hangs", last.text);
            if (hangs != (end_of(last) > trial->widths[at] + HAIR))
                return complain(trial, at, "'%s' ends at %gem; hung_em says otherwise", last.text,
                                end_of(last));
        }
    }
    return seen ? NULL : complain(trial, 0, "nothing hangs at any width");
}

static char *check_hang_single(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    (void)value;
    for (int at = 0; at < trial->count; at++) {
        for (size_t i = 0; i < count_lines(trial->proofs[at]); i++) {
            const json_t *line = line_at(trial->proofs[at], i);
            size_t count = count_clusters(line);
            if (member(line, "hung_em", 0) > HAIR && count > 1 &&
                is_mark(cluster_at(line, count - 2).text))
                return complain(trial, at, "a second mark hangs");
        }
    }
    return NULL;
}

const struct check_entry place_checks[] = {
    {"width_em", check_width},
    {"ink_left_em_max", check_ink_left},
    {"line_right_ink_flush_em", check_right_mark},
    {"no_overflow", check_overflow},
    {"no_ink_overlap", check_no_overlap},
    {"symmetric_trim", check_symmetric},
    {"gap_em", check_gap},
    {"latin_natural", check_latin},
    {"flush", check_flush},
    {"max_gap_em", check_largest_gap},
    {"max_loose_em", check_loose},
    {"max_advance_jitter_px", check_jitter},
    {"last_line_natural", check_last_natural},
    {"hang_only", check_hang},
    {"no_hang_for_consecutive", check_hang_single},
    {NULL, NULL},
};
