// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "spec/locate.h"
#include "tests.h"

static void check_place(struct place place, int line, int column, int width)
{
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
    assert_int_equal(place.width, width);
}

static const char text[] = "{\n"
                           "  \"a/b\": 1, \"m~n\": [10, {\"x\": \"\\\"]}\"}, -2.5e3],\n"
                           "  \"标题\": \"河南\", \"caf\\u00e9\": true, \"\": null,\n"
                           "\t\"\\ud83d\\ude00\": {\"deep\": [[[\"end\"]]]}, \"last\" : {}\n"
                           "}\n";
static const struct source source = {"a.json", text, sizeof text - 1};

static void values_are_found(void **state)
{
    (void)state;
    check_place(locate_value(&source, ""), 1, 1, 1);
    check_place(locate_value(&source, "/a~1b"), 2, 10, 1);
    check_place(locate_value(&source, "/m~0n"), 2, 20, 1);
    check_place(locate_value(&source, "/m~0n/0"), 2, 21, 2);
    check_place(locate_value(&source, "/m~0n/1/x"), 2, 31, 6);
    check_place(locate_value(&source, "/m~0n/2"), 2, 40, 6);
    check_place(locate_value(&source, "/标题"), 3, 9, 4);
    check_place(locate_value(&source, "/café"), 3, 28, 4);
    check_place(locate_value(&source, "/"), 3, 38, 4);
    check_place(locate_value(&source, "/😀"), 4, 18, 1);
    check_place(locate_value(&source, "/😀/deep/0/0/0"), 4, 30, 5);
    check_place(locate_value(&source, "/last"), 4, 50, 1);
}

static void keys_are_found(void **state)
{
    (void)state;
    check_place(locate_key(&source, "/a~1b"), 2, 3, 5);
    check_place(locate_key(&source, "/标题"), 3, 3, 4);
    check_place(locate_key(&source, "/café"), 3, 15, 11);
    check_place(locate_key(&source, "/last"), 4, 41, 6);
    check_place(locate_key(&source, "/m~0n/1/x"), 2, 26, 3);
    // An item of an array has no key.
    check_place(locate_key(&source, "/m~0n/0"), 2, 21, 2);
    check_place(locate_key(&source, ""), 1, 1, 1);
}

static void parts_of_strings_are_found(void **state)
{
    (void)state;
    static const char parts[] = "[\"a\\n\\u4e2d\\ud83d\\ude00文b\", 7]";
    static const struct source list = {"b.json", parts, sizeof parts - 1};
    check_place(locate_inside(&list, "/0", 0, 1), 1, 3, 1);
    check_place(locate_inside(&list, "/0", 1, 1), 1, 4, 2);   // \n
    check_place(locate_inside(&list, "/0", 2, 3), 1, 6, 6);   // 中, escaped
    check_place(locate_inside(&list, "/0", 5, 4), 1, 12, 12); // a pair of surrogates
    check_place(locate_inside(&list, "/0", 9, 4), 1, 24, 2);  // 文b
    check_place(locate_inside(&list, "/0", 13, 0), 1, 26, 0); // the end
    // Beyond the end, and of what is no string: the whole.
    check_place(locate_inside(&list, "/0", 12, 9), 1, 2, 25);
    check_place(locate_inside(&list, "/1", 0, 1), 1, 29, 1);
}

static void nothing_gives_the_nearest_parent(void **state)
{
    (void)state;
    check_place(locate_value(&source, "/none"), 1, 1, 1);
    check_place(locate_value(&source, "/m~0n/3"), 2, 20, 1);
    check_place(locate_value(&source, "/m~0n/x"), 2, 20, 1);
    check_place(locate_value(&source, "/m~0n/1/y/z"), 2, 25, 1);
    check_place(locate_value(&source, "/a~1b/x"), 2, 10, 1);
    check_place(locate_value(&source, "/last/0"), 4, 50, 1);
    check_place(locate_key(&source, "/m~0n/1/y"), 2, 25, 1);
    check_place(locate_value(&source, "no pointer"), 1, 1, 1);
    assert_int_equal(locate_value(NULL, "/x").line, 0);
}

// Text that is no JSON, or cut anywhere, must not lead out of bounds.
static void broken_text_is_survived(void **state)
{
    (void)state;
    for (size_t length = 0; length < sizeof text; length++) {
        char *cut = malloc(length + 1);
        assert_non_null(cut);
        memcpy(cut, text, length);
        cut[length] = '\0';
        struct source part = {"a", cut, length};
        (void)locate_value(&part, "/😀/deep/0/0/0");
        (void)locate_key(&part, "/last");
        (void)locate_value(&part, "/m~0n/1/x");
        free(cut);
    }
}

// Every value of a document that was written with many spaces is found where it is.
static void check_all(const struct source *from, const json_t *value, const char *pointer,
                      struct arena *arena)
{
    struct place place = locate_value(from, pointer);
    const char *at = from->text;
    for (int line = 1; line < place.line; line++)
        at = strchr(at, '\n') + 1;
    at += place.column - 1;
    if (json_is_integer(value))
        assert_int_equal(strtoll(at, NULL, 10), json_integer_value(value));
    else
        assert_int_equal(*at, json_is_array(value) ? '[' : '{');

    const char *key;
    json_t *member;
    size_t i;
    json_object_foreach((json_t *)(uintptr_t)value, key, member)
        check_all(from, member, pointer_member(arena, pointer, key), arena);
    json_array_foreach(value, i, member)
        check_all(from, member, pointer_item(arena, pointer, i), arena);
}

static void pointers_and_places_agree(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    json_t *root = json_object();
    static const char *const keys[] = {"a", "a/b", "~", "~1", "/", "", "\"", "\\", "a b", "0"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_int_equal(json_object_set_new(root, keys[i],
                                             json_pack("[i, {s:[[], {}], s:[i]}, i]", i * 3,
                                                       keys[i], "x", i * 3 + 1, i * 3 + 2)),
                         0);
    char *written = json_dumps(root, JSON_INDENT(3));
    struct source from = {"a", written, strlen(written)};
    check_all(&from, root, "", arena);
    free(written);
    json_decref(root);
    arena_free(arena);
}

int test_locate(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_found),
        cmocka_unit_test(keys_are_found),
        cmocka_unit_test(parts_of_strings_are_found),
        cmocka_unit_test(nothing_gives_the_nearest_parent),
        cmocka_unit_test(broken_text_is_survived),
        cmocka_unit_test(pointers_and_places_agree),
    };
    return cmocka_run_group_tests_name("locate", tests, NULL, NULL);
}
