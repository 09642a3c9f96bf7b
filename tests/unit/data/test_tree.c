// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "data/tree.h"
#include "tests.h"

static const hai_json *make_tree(struct arena *arena, const char *text)
{
    json_t *root = json_loads(text, JSON_DECODE_ANY, NULL);
    assert_non_null(root);
    const hai_json *tree = tree_new(arena, root);
    json_decref(root); // nothing of it is referred to
    return tree;
}

static void test_walk(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const hai_json *tree =
        make_tree(arena, "{\"a\": [1, 2.5, true, null], \"b\": {\"c\": \"惠济\"}}");
    assert_int_equal(hai_json_kind(tree), HAI_JSON_OBJECT);
    assert_int_equal(hai_json_count(tree), 2);
    assert_string_equal(hai_json_name(tree, 1), "b");
    assert_null(hai_json_name(tree, 2));
    const hai_json *list = hai_json_member(tree, "a");
    assert_int_equal(hai_json_kind(list), HAI_JSON_ARRAY);
    assert_int_equal(hai_json_count(list), 4);
    assert_true(hai_json_number(hai_json_at(list, 0)) == 1);
    assert_true(hai_json_number(hai_json_at(list, 1)) == 2.5);
    assert_true(hai_json_number(hai_json_at(list, 2)) == 1);
    assert_true(isnan(hai_json_number(hai_json_at(list, 3))));
    assert_null(hai_json_at(list, 4));
    assert_null(hai_json_name(list, 0));
    assert_string_equal(hai_json_text(hai_json_member(hai_json_member(tree, "b"), "c")), "惠济");
    arena_free(arena);
}

// A walk down a path that is not there.
static void test_nothing(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const hai_json *tree = make_tree(arena, "[]");
    const hai_json *nothing = hai_json_member(hai_json_at(hai_json_member(tree, "a"), 3), "b");
    assert_null(nothing);
    assert_int_equal(hai_json_kind(nothing), HAI_JSON_NULL);
    assert_int_equal(hai_json_count(nothing), 0);
    assert_string_equal(hai_json_text(nothing), "");
    assert_true(isnan(hai_json_number(nothing)));
    assert_int_equal(hai_json_count(tree), 0);
    arena_free(arena);
}

// Texts are as fit to be set as those of options.
static void test_texts(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const hai_json *tree = make_tree(arena, "[\"a\\u0007b\", \"\\u202eab\"]");
    assert_string_equal(hai_json_text(hai_json_at(tree, 0)), "a\xef\xbf\xbd"
                                                             "b");
    assert_string_equal(hai_json_text(hai_json_at(tree, 1)), "ab");
    char text[20003];
    memset(text, 'x', sizeof text);
    text[0] = text[20001] = '"';
    text[20002] = '\0';
    assert_true(strlen(hai_json_text(make_tree(arena, text))) <= 256);
    arena_free(arena);
}

int test_tree(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_walk),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_texts),
    };
    return cmocka_run_group_tests_name("tree", tests, NULL, NULL);
}
