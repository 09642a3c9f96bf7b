// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <string.h>

#include "spec/bind.h"
#include "tests.h"

struct lists {
    struct bind_names names, one, pairs, loose;
};

static const hai_option options[] = {
    BIND_NAMES("names", struct lists, names, .max_count = 3),
    BIND_NAMES("one", struct lists, one, .max_count = 1),
    BIND_PAIRS("pairs", struct lists, pairs, .help_en = "Pairs"),
    BIND_PAIRS("loose", struct lists, loose, .flags = BIND_BARE),
};

static const hai_item shape = {.size = sizeof shape,
                               .struct_size = sizeof(struct lists),
                               .options = options,
                               .option_size = sizeof(hai_option),
                               .option_count = HAI_COUNT(options)};

struct bound_lists {
    struct arena *arena;
    struct report *report;
    struct source source;
    json_t *root;
    struct lists lists;
    bool ok;
};

// "{{x}}" stands for "filled".
static json_t *fill(void *data, const void *scope, json_t *string, const char *pointer)
{
    (void)data;
    (void)scope;
    (void)pointer;
    if (strcmp(json_string_value(string), "{{x}}") == 0)
        return json_string("filled");
    return json_incref(string);
}

static void read_lists(struct bound_lists *bound, const char *text)
{
    static const struct bind_host host = {.fill = fill};
    *bound = (struct bound_lists){.arena = arena_new(),
                                  .report = report_new(),
                                  .source = {"a.json", text, strlen(text)},
                                  .root = json_loads(text, 0, NULL)};
    assert_non_null(bound->root);
    const struct binder binder = {.arena = bound->arena,
                                  .report = bound->report,
                                  .source = &bound->source,
                                  .host = &host,
                                  .subject = "this"};
    bound->ok = bind_object(&binder, &shape, &bound->root, 1, "", &bound->lists);
}

static void close_lists(struct bound_lists *bound)
{
    json_decref(bound->root);
    report_free(bound->report);
    arena_free(bound->arena);
}

static void check_name(const struct bind_names *names, uint32_t index, const char *name,
                       const char *text, const char *pointer)
{
    assert_true(index < names->count);
    assert_string_equal(names->items[index].name, name);
    assert_string_equal(names->items[index].text, text);
    assert_string_equal(names->items[index].pointer, pointer);
}

static void names_and_pairs_are_read(void **state)
{
    (void)state;
    struct bound_lists bound;
    read_lists(&bound, "{\"names\": [\"a\", 2020, \"{{x}}\"], \"one\": \"{{x}}\","
                       " \"pairs\": {\"b/c\": \"d\", \"e\": \"{{x}}\"}, \"loose\": \"f\"}");
    assert_true(bound.ok);
    check_name(&bound.lists.names, 0, "a", "a", "/names/0");
    check_name(&bound.lists.names, 1, "2020", "2020", "/names/1");
    check_name(&bound.lists.names, 2, "filled", "filled", "/names/2");
    check_name(&bound.lists.one, 0, "filled", "filled", "/one");
    check_name(&bound.lists.pairs, 0, "b/c", "d", "/pairs/b~1c");
    check_name(&bound.lists.pairs, 1, "e", "filled", "/pairs/e");
    check_name(&bound.lists.loose, 0, "f", "f", "/loose");
    assert_int_equal(bound.lists.pairs.count, 2);
    close_lists(&bound);

    read_lists(&bound, "{\"names\": [], \"loose\": {\"a\": \"b\"}, \"pairs\": null}");
    assert_true(bound.ok);
    assert_int_equal(bound.lists.names.count, 0);
    assert_int_equal(bound.lists.pairs.count, 0);
    check_name(&bound.lists.loose, 0, "a", "b", "/loose/a");
    close_lists(&bound);
}

static void refused(const char *text, const char *code, int column, const char *words)
{
    struct bound_lists bound;
    read_lists(&bound, text);
    assert_false(bound.ok);
    assert_int_equal(report_errors(bound.report), 1);
    const struct message *message = report_message(bound.report, 0);
    assert_string_equal(message->code, code);
    assert_int_equal(message->place.column, column);
    if (strstr(message->text, words) == NULL)
        fail_msg("'%s' has no '%s'", message->text, words);
    close_lists(&bound);
}

static void mistakes_have_places(void **state)
{
    (void)state;
    refused("{\"names\": {\"a\": \"b\"}}", "option.type", 11, "a text or a list of texts");
    refused("{\"names\": true}", "option.type", 11, "is true or false");
    refused("{\"names\": [\"a\", []]}", "option.type", 17, "has a list");
    refused("{\"names\": [\"\"]}", "option.type", 12, "an empty one");
    refused("{\"names\": [1, 2, 3, 4]}", "option.range", 11, "3 names, has 4");
    refused("{\"one\": [\"a\", \"b\"]}", "option.range", 9, "1 name, has 2");
    refused("{\"pairs\": \"a\"}", "option.type", 11, "an object of texts");
    refused("{\"pairs\": {\"a\": {}}}", "option.type", 17, "has an object");
    refused("{\"loose\": [1.5]}", "option.type", 12, "has a number");
}

int test_bind_names(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_pairs_are_read),
        cmocka_unit_test(mistakes_have_places),
    };
    return cmocka_run_group_tests_name("bind_names", tests, NULL, NULL);
}
