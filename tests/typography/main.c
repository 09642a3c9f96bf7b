// SPDX-License-Identifier: MIT
//
//     check-typography FILE.json [ID...]     the cases of a file, or some of them
//     check-typography --self-test FILE      that each check finds what is wrong in a doctored
//     proof
//
// A case:
//
//     id, title, why          for people
//     text                    as given; "markup": with rich text's marks, where it has any
//     mode                    justify, left, title, single (one line), normalise, vertical, decor,
//                             ruby, format (a number), pdf
//     widths_em               the measures; each case is set to all of them
//     fonts                   roles or families; else sans, serif and kai
//     kinsoku, lang, hang, indent, punctuation, words
//     expect                  [{CHECK: what it takes, and its options}]
//     waits                   what is still missing: the case is tried, and told, but does not fail
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "special.h"
#include "text/proof.h"

enum { MAX_WIDTHS = 64, MAX_OTHERS = 16 };

#define SIZE 32.0

struct bench {
    struct report *report;
    struct fonts *fonts;
};

struct setter {
    struct typesetter *typesetter;
    hai_text_style style;
    json_t *others[MAX_OTHERS];
    int other_count;
};

static const char *text_of(const json_t *json, const char *key, const char *otherwise)
{
    const char *text = json_string_value(json_object_get(json, key));
    return text ? text : otherwise;
}

static json_t *set_other(void *data, const char *text, bool is_vertical)
{
    struct setter *setter = data;
    hai_text_style style = setter->style;
    style.direction = is_vertical ? HAI_TEXT_VERTICAL : HAI_TEXT_HORIZONTAL;
    if (setter->other_count == MAX_OTHERS)
        abort();
    return setter->others[setter->other_count++] =
               proof_new(setter->typesetter, text, NULL, &style, 0);
}

static hai_text_style style_of(const json_t *json, const char *font)
{
    static const char *const levels[] = {"basic", "gb", "strict"};
    hai_text_style style = {.record_size = sizeof style,
                            .align = HAI_TEXT_JUSTIFY,
                            .family = font,
                            .colour = "ink",
                            .size = SIZE,
                            .line_height = 1.5,
                            .weight = 400,
                            .kinsoku = HAI_KINSOKU_GB,
                            .punctuation = HAI_PUNCTUATION_NORMALISE};
    const char *mode = text_of(json, "mode", "");
    const char *kinsoku = text_of(json, "kinsoku", "gb");
    for (uint32_t i = 0; i < G_N_ELEMENTS(levels); i++)
        if (strcmp(levels[i], kinsoku) == 0)
            style.kinsoku = i + HAI_KINSOKU_BASIC;
    if (strcmp(text_of(json, "punctuation", ""), "keep") == 0)
        style.punctuation = HAI_PUNCTUATION_KEEP;
    if (strcmp(mode, "title") == 0)
        style.align = HAI_TEXT_TITLE;
    else if (strcmp(mode, "left") == 0)
        style.align = HAI_TEXT_LEFT;
    if (strcmp(mode, "vertical") == 0)
        style.direction = HAI_TEXT_VERTICAL;
    style.language = text_of(json, "lang", NULL);
    style.hang = json_is_true(json_object_get(json, "hang")) ? 1 : 0;
    style.indent = member(json, "indent", 0);
    return style;
}

// Every expectation of a case against its proofs. The number of those that do not hold.
static int run_checks(const json_t *json, const struct trial *trial, const char *font)
{
    int failures = 0;
    size_t index;
    const json_t *expect;
    json_array_foreach(json_object_get(json, "expect"), index, expect)
    {
        const char *key;
        json_t *value;
        int known = 0;
        json_object_foreach((json_t *)(uintptr_t)expect, key, value)
        {
            check run = find_check(key);
            if (!run)
                continue; // an option of another; one at least must be a check
            known++;
            char *wrong = run(trial, expect, value);
            if (wrong) {
                printf("%s, %s: %s: %s\n", text_of(json, "id", "?"), font, key, wrong);
                failures++;
            }
            g_free(wrong);
        }
        if (known != 1) {
            printf("%s: expectation %zu has %d checks\n", text_of(json, "id", "?"), index, known);
            failures++;
        }
    }
    return failures;
}

static const char *read_text(struct arena *arena, const json_t *json, const uint32_t **map)
{
    const char *markup = text_of(json, "markup", NULL);
    struct markup_fault fault;
    const char *text = markup ? proof_read_markup(arena, markup, map, &fault) : NULL;
    return text ? text : text_of(json, "text", "");
}

static int run_in_font(const struct bench *bench, const json_t *json, const char *font)
{
    struct arena *arena = arena_new();
    struct text_defaults defaults = {.language = "zh-Hans",
                                     .kinsoku = HAI_KINSOKU_GB,
                                     .punctuation = HAI_PUNCTUATION_NORMALISE,
                                     .words = text_of(json, "words", NULL)};
    struct setter setter = {.typesetter = typesetter_new(bench->fonts, NULL, &defaults, NULL),
                            .style = style_of(json, font)};
    const uint32_t *map = NULL;
    const char *text = read_text(arena, json, &map);
    double widths[MAX_WIDTHS] = {0};
    json_t *proofs[MAX_WIDTHS];
    const json_t *list = json_object_get(json, "widths_em");
    int count = list ? (int)MIN(json_array_size(list), MAX_WIDTHS) : 1;
    for (int i = 0; i < count; i++) {
        widths[i] = json_number_value(json_array_get(list, (size_t)i));
        proofs[i] = special_proof(json, text);
        if (!proofs[i])
            proofs[i] = proof_new(setter.typesetter, text, map, &setter.style, widths[i] * SIZE);
    }
    struct trial trial = {.text = text_of(json, "text", ""),
                          .size = SIZE,
                          .widths = widths,
                          .proofs = proofs,
                          .count = count,
                          .set_other = set_other,
                          .data = &setter};
    int failures = count > 0 ? run_checks(json, &trial, font) : 1;
    for (int i = 0; i < count; i++)
        json_decref(proofs[i]);
    for (int i = 0; i < setter.other_count; i++)
        json_decref(setter.others[i]);
    typesetter_free(setter.typesetter);
    arena_free(arena);
    return failures;
}

static int run_case(const struct bench *bench, const json_t *json)
{
    static const char *const usual[] = {"sans", "serif", "kai"};
    const json_t *fonts = json_object_get(json, "fonts");
    size_t count = fonts ? json_array_size(fonts) : G_N_ELEMENTS(usual);
    int failures = 0;
    for (size_t i = 0; i < count; i++)
        failures += run_in_font(bench, json,
                                fonts ? json_string_value(json_array_get(fonts, i)) : usual[i]);
    return failures;
}

static bool is_asked(const char *id, char **ids)
{
    bool found = !*ids;
    for (; *ids; ids++)
        found = found || strcmp(*ids, id) == 0;
    return found;
}

static int run_file(const struct bench *bench, const json_t *cases, char **ids)
{
    size_t index;
    const json_t *json;
    int failed = 0, waiting = 0, run = 0;
    json_array_foreach(cases, index, json)
    {
        if (!is_asked(text_of(json, "id", ""), ids))
            continue;
        const char *waits = text_of(json, "waits", NULL);
        int failures = run_case(bench, json);
        run++;
        if (waits) {
            printf("%s waits for %s%s\n", text_of(json, "id", "?"), waits,
                   failures == 0 ? ", but holds by now" : "");
            waiting++;
        } else if (failures > 0) {
            failed++;
        }
    }
    printf("%d cases: %d hold, %d fail, %d wait\n", run, run - failed - waiting, failed, waiting);
    return failed == 0 && run > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

// --- Doctored proofs ---

static json_t *find_value(json_t *json, const char *path)
{
    char **parts = g_strsplit(path, "/", -1);
    for (char **part = parts; *part && json; part++)
        json = json_is_array(json) ? json_array_get(json, (size_t)atoi(*part))
                                   : json_object_get(json, *part);
    g_strfreev(parts);
    return json;
}

// Put a value at "lines/0/clusters/1/x_em"; {"flat": PATH} is what the text has there in a line
// that is not vertical.
static bool doctor(const struct trial *trial, json_t *json, const char *path, json_t *value)
{
    const char *flat = json_string_value(json_object_get(value, "flat"));
    if (flat)
        value = find_value(trial->set_other(trial->data, trial->text, false), flat);
    char *last = strrchr(path, '/') ? g_path_get_basename(path) : g_strdup(path);
    char *parent = strrchr(path, '/') ? g_path_get_dirname(path) : NULL;
    json_t *place = parent ? find_value(json, parent) : json;
    bool good = value && (json_is_array(place) ? json_array_set(place, (size_t)atoi(last), value)
                                               : json_object_set(place, last, value)) == 0;
    g_free(last);
    g_free(parent);
    return good;
}

// {"expect": {...}, "text", "width_em", "fonts", "mode"..., "proof" instead of a text, "doctor":
// {PATH: VALUE}}: what is expected holds, and no longer once the proof is doctored.
static int run_doctored(const struct bench *bench, json_t *json, GHashTable *tried)
{
    struct arena *arena = arena_new();
    struct text_defaults defaults = {.language = "zh-Hans", .kinsoku = HAI_KINSOKU_GB};
    struct setter setter = {.typesetter = typesetter_new(bench->fonts, NULL, &defaults, NULL),
                            .style = style_of(json, text_of(json, "font", "sans"))};
    const char *text = text_of(json, "text", "");
    double width = member(json, "width_em", 0);
    json_t *proof = json_incref(json_object_get(json, "proof"));
    if (!proof)
        proof = proof_new(setter.typesetter, text, NULL, &setter.style, width * SIZE);
    struct trial trial = {text, SIZE, &width, &proof, 1, set_other, &setter};
    json_t *expect = json_object_get(json, "expect");
    const char *key = json_object_iter_key(json_object_iter(expect));
    check run = find_check(key);
    int failures = run ? 0 : 1;
    char *wrong = run ? run(&trial, expect, json_object_get(expect, key)) : NULL;
    if (wrong && ++failures)
        printf("%s: does not hold before it is doctored: %s\n", key, wrong);
    g_free(wrong);
    const char *path;
    json_t *value;
    json_object_foreach(json_object_get(json, "doctor"), path, value)
    {
        if (!doctor(&trial, proof, path, value) && ++failures)
            printf("%s: there is no %s\n", key, path);
    }
    wrong = run ? run(&trial, expect, json_object_get(expect, key)) : NULL;
    if (!wrong && ++failures)
        printf("%s: finds nothing wrong\n", key);
    g_free(wrong);
    g_hash_table_add(tried, (gpointer)(uintptr_t)key);
    json_decref(proof);
    for (int i = 0; i < setter.other_count; i++)
        json_decref(setter.others[i]);
    typesetter_free(setter.typesetter);
    arena_free(arena);
    return failures;
}

static int test_checks(const struct bench *bench, const json_t *list)
{
    GHashTable *tried = g_hash_table_new(g_str_hash, g_str_equal);
    int failures = 0;
    size_t index;
    json_t *json;
    json_array_foreach(list, index, json) failures += run_doctored(bench, json, tried);
    for (unsigned i = 0; check_name(i); i++) {
        if (!g_hash_table_contains(tried, check_name(i)) && ++failures)
            printf("%s: has no doctored proof\n", check_name(i));
    }
    g_hash_table_destroy(tried);
    printf("%zu doctored proofs, %d failures\n", json_array_size(list), failures);
    return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    bool is_self_test = argc == 3 && strcmp(argv[1], "--self-test") == 0;
    if (argc < 2)
        return EXIT_FAILURE;
    json_error_t mistake;
    json_t *list = json_load_file(argv[is_self_test ? 2 : 1], JSON_REJECT_DUPLICATES, &mistake);
    struct bench bench = {.report = report_new()};
    bench.fonts = fonts_open(bench.report);
    int status = EXIT_FAILURE;
    if (!json_is_array(list))
        printf("%s:%d: %s\n", argv[is_self_test ? 2 : 1], mistake.line, mistake.text);
    else if (bench.fonts)
        status = is_self_test ? test_checks(&bench, list) : run_file(&bench, list, argv + 2);
    report_print(bench.report, stdout, false);
    if (bench.fonts)
        fonts_close(bench.fonts);
    report_free(bench.report);
    json_decref(list);
    return status;
}
