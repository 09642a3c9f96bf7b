// SPDX-License-Identifier: MIT
//
// Expectations of how characters look.
#include <math.h>
#include <string.h>

#include "checks.h"

// Walks over all clusters of the first proof.
struct walk {
    size_t line, index;
    struct cluster cluster;
};

static bool step(const json_t *proof, struct walk *walk)
{
    while (walk->line < count_lines(proof)) {
        const json_t *line = line_at(proof, walk->line);
        if (walk->index < count_clusters(line)) {
            walk->cluster = cluster_at(line, walk->index++);
            return true;
        }
        walk->line++;
        walk->index = 0;
    }
    return false;
}

// The first cluster that begins with a character; false if there is none.
static bool find_cluster(const json_t *proof, const char *character, struct cluster *cluster)
{
    struct walk walk = {0};
    while (step(proof, &walk)) {
        *cluster = walk.cluster;
        if (g_utf8_get_char(cluster->text) == g_utf8_get_char(character))
            return true;
    }
    return false;
}

static bool is_same_look(struct cluster a, struct cluster b)
{
    return strcmp(a.face, b.face) == 0 && json_equal(a.glyphs, b.glyphs);
}

static char *check_same_glyph(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    const char *character = json_string_value(json_array_get(value, 0));
    const char *context = json_string_value(json_array_get(value, 1));
    struct cluster other, own;
    if (!find_cluster(trial->set_other(trial->data, context, false), character, &other))
        return complain(trial, 0, "%s is not in %s", character, context);
    bool seen = false;
    struct walk walk = {0};
    while (step(trial->proofs[0], &walk)) {
        own = walk.cluster;
        if (g_utf8_get_char(own.text) != g_utf8_get_char(character))
            continue;
        seen = true;
        if (!is_same_look(own, other))
            return complain(trial, 0, "%s looks otherwise than in %s", character, context);
    }
    return seen ? NULL : complain(trial, 0, "%s is not there", character);
}

// All dashes together are two em wide, and their ink has no hole.
static char *check_dash(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    double from = NAN, to = NAN, ink = NAN;
    struct walk walk = {0};
    while (step(trial->proofs[0], &walk)) {
        struct cluster own = walk.cluster;
        if (!is_member("—⸺", own.text))
            continue;
        if (!isnan(ink) && own.ink_left > ink)
            return complain(trial, 0, "there is a hole of %gem in the dash", own.ink_left - ink);
        from = isnan(from) ? own.x : from;
        to = own.x + own.advance;
        ink = own.ink_right;
    }
    if (fabs(to - from - json_number_value(value)) < 0.005)
        return NULL;
    return complain(trial, 0, "the dash takes %gem", to - from);
}

// Half way up the em box, and in the middle of its place.
static char *check_centred(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    bool seen = false;
    struct walk walk = {0};
    while (step(trial->proofs[0], &walk)) {
        struct cluster own = walk.cluster;
        if (!is_member(json_string_value(value), own.text))
            continue;
        seen = true;
        double middle = (own.ink_top + own.ink_bottom) / 2;
        if (!own.has_ink || fabs(middle - 0.38) > 0.08)
            return complain(trial, 0, "the middle of '%s' is %gem above the baseline", own.text,
                            middle);
    }
    return seen ? NULL : complain(trial, 0, "nothing of '%s' is there", json_string_value(value));
}

// ["“", "CJK"]: a part of the face's name; "Latin": shaped as Latin.
static char *check_font(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    const char *character = json_string_value(json_array_get(value, 0));
    const char *wanted = json_string_value(json_array_get(value, 1));
    struct cluster own;
    if (!find_cluster(trial->proofs[0], character, &own))
        return complain(trial, 0, "%s is not there", character);
    bool good = strcmp(wanted, "Latin") == 0
                    ? strcmp(own.script, "latin") == 0
                    : strstr(own.face, wanted) != NULL && strcmp(own.script, "han") == 0;
    return good ? NULL
                : complain(trial, 0, "%s is set in %s as %s", character, own.face, own.script);
}

static char *check_tofu(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    (void)value;
    struct walk walk = {0};
    while (step(trial->proofs[0], &walk))
        if (json_integer_value(json_array_get(walk.cluster.glyphs, 0)) == 0)
            return complain(trial, 0, "'%s' has no glyph", walk.cluster.text);
    if (member(trial->proofs[0], "missing", 1) > 0)
        return complain(trial, 0, "glyphs are missing");
    return NULL;
}

static char *check_middle(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    double middle = member(trial->proofs[0], "middle_em", NAN);
    if (fabs(middle - json_number_value(value)) <= 0.005)
        return NULL;
    return complain(trial, 0, "the optical centre is at %gem", middle);
}

// --- Vertical lines ---

// Upright, in a glyph made for vertical lines.
static char *check_vertical(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    size_t index;
    const json_t *json;
    const json_t *flat = trial->set_other(trial->data, trial->text, false);
    json_array_foreach(value, index, json)
    {
        struct cluster own, other;
        const char *character = json_string_value(json);
        if (!find_cluster(trial->proofs[0], character, &own) ||
            !find_cluster(flat, character, &other))
            return complain(trial, 0, "%s is not there", character);
        if (own.rotated || is_same_look(own, other))
            return complain(trial, 0, "%s is no vertical glyph", character);
    }
    return NULL;
}

static char *check_upright(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    bool seen = false;
    const char *characters = json_string_value(value);
    for (; *characters; characters = g_utf8_next_char(characters)) {
        struct cluster own;
        char character[8] = {0};
        g_unichar_to_utf8(g_utf8_get_char(characters), character);
        if (!find_cluster(trial->proofs[0], character, &own))
            continue;
        seen = true;
        // A colon that lies is wider than high although nobody turned it.
        if (own.rotated || (is_member("：；", character) &&
                            own.ink_right - own.ink_left < own.ink_top - own.ink_bottom))
            return complain(trial, 0, "%s lies on its side", character);
    }
    return seen ? NULL : complain(trial, 0, "nothing of '%s' is there", json_string_value(value));
}

// One upright cluster of an em for all the digits.
static char *check_side_by_side(const struct trial *trial, const json_t *expect,
                                const json_t *value)
{
    (void)expect;
    size_t index;
    const json_t *json;
    json_array_foreach(value, index, json)
    {
        struct walk walk = {0};
        bool seen = false;
        while (step(trial->proofs[0], &walk))
            seen = seen || (strcmp(walk.cluster.text, json_string_value(json)) == 0 &&
                            !walk.cluster.rotated && fabs(walk.cluster.advance - 1) < 0.005 &&
                            walk.cluster.ink_top - walk.cluster.ink_bottom <= 1);
        if (!seen)
            return complain(trial, 0, "%s do not stand side by side", json_string_value(json));
    }
    return NULL;
}

// All letters of a word are turned (1) or none is (0); -1: some, or it is not there.
static int find_turned(const json_t *proof, const char *word)
{
    GString *so_far = g_string_new(NULL);
    GArray *turned = g_array_new(FALSE, FALSE, sizeof(int));
    struct walk walk = {0};
    while (step(proof, &walk)) {
        g_string_append(so_far, walk.cluster.text);
        for (size_t i = 0; i < strlen(walk.cluster.text); i++) {
            int is_turned = walk.cluster.rotated;
            g_array_append_val(turned, is_turned);
        }
    }
    const char *at = strstr(so_far->str, word);
    int result = -1;
    if (at) {
        size_t from = (size_t)(at - so_far->str), sum = 0;
        for (size_t i = 0; i < strlen(word); i++)
            sum += (size_t)g_array_index(turned, int, from + i);
        result = sum == strlen(word) ? 1 : sum == 0 ? 0 : -1;
    }
    g_array_free(turned, TRUE);
    g_string_free(so_far, TRUE);
    return result;
}

static char *check_sideways(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    size_t index;
    const json_t *json;
    json_array_foreach(value, index,
                       json) if (find_turned(trial->proofs[0], json_string_value(json)) !=
                                 1) return complain(trial, 0, "%s does not lie",
                                                    json_string_value(json));
    return NULL;
}

static char *check_one_way(const struct trial *trial, const json_t *expect, const json_t *value)
{
    (void)expect;
    size_t index;
    const json_t *json;
    json_array_foreach(value, index,
                       json) if (find_turned(trial->proofs[0], json_string_value(json)) <
                                 0) return complain(trial, 0, "%s stands and lies",
                                                    json_string_value(json));
    return NULL;
}

const struct check_entry glyph_checks[] = {
    {"glyph_same_as", check_same_glyph},
    {"dash_advance_em", check_dash},
    {"centered_vertically", check_centred},
    {"font_of", check_font},
    {"no_tofu", check_tofu},
    {"visual_center_em", check_middle},
    {"vertical_glyph", check_vertical},
    {"upright", check_upright},
    {"tcy", check_side_by_side},
    {"sideways", check_sideways},
    {"sideways_or_upright", check_one_way},
    {NULL, NULL},
};
