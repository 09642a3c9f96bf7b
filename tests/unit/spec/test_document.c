// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/report.h"
#include "spec/document.h"
#include "tests.h"

static char folder[] = "/tmp/haibao-document-XXXXXX";
static char path[64];

static int make_folder(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL)
        return -1;
    (void)snprintf(path, sizeof path, "%s/a.json", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    (void)unlink(path);
    return rmdir(folder);
}

static void put(const char *bytes, size_t size)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

// Reading the bytes gives one message with this code and place, whose words contain these; or none
// at all where code is NULL.
static void check_bytes(const char *bytes, size_t size, const char *code, int line, int column,
                        const char *words, const char *hint)
{
    put(bytes, size);
    struct arena *arena = arena_new();
    struct report *report = report_new();
    struct document document;
    bool ok = document_read(&document, arena, report, path);
    assert_int_equal(ok, code == NULL);
    assert_int_equal(document.root != NULL, ok);
    assert_int_equal(report_count(report), ok ? 0 : 1);
    if (!ok) {
        const struct message *message = report_message(report, 0);
        assert_string_equal(message->code, code);
        assert_int_equal(message->place.line, line);
        assert_int_equal(message->place.column, column);
        if (strstr(message->text, words) == NULL)
            fail_msg("'%s' has no '%s'", message->text, words);
        if (hint != NULL && (message->hint == NULL || strstr(message->hint, hint) == NULL))
            fail_msg("hint '%s' has no '%s'", message->hint != NULL ? message->hint : "", hint);
    }
    document_finish(&document);
    report_free(report);
    arena_free(arena);
}

static void check_text(const char *text, const char *code, int line, int column, const char *words,
                       const char *hint)
{
    check_bytes(text, strlen(text), code, line, column, words, hint);
}

static void good_files_are_read(void **state)
{
    (void)state;
    static const char *const good[] = {"{}", "[]",
                                       " \t\r\n{\"a\": [1, -0.0, 1e-400, \"\\ud83d\\ude00\"]}\n",
                                       "{\"a\":1,\"b\":{\"a\":1}}", "[9223372036854775807]"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        check_text(good[i], NULL, 0, 0, NULL, NULL);
}

static void unreadable_files_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *path, *words;
    } cases[] = {{"/tmp/haibao/no/such", "No such file"},
                 {"/tmp", "directory"},
                 {"/dev/null", "not a regular file"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        struct report *report = report_new();
        struct document document;
        assert_false(document_read(&document, arena, report, cases[i].path));
        assert_string_equal(report_message(report, 0)->code, "file.read");
        assert_string_equal(report_message(report, 0)->place.source->path, cases[i].path);
        assert_non_null(strstr(report_message(report, 0)->text, cases[i].words));
        document_finish(&document);
        report_free(report);
        arena_free(arena);
    }
}

static void encodings_are_checked(void **state)
{
    (void)state;
    check_text("", "json.empty", 0, 0, "empty spec", NULL);
    check_text(" \n\t ", "json.empty", 0, 0, "empty spec", NULL);
    check_text("\xef\xbb\xbf{}", "json.bom", 1, 1, "byte order mark", "without byte order mark");
    check_bytes("{\0}\0", 4, "json.encoding", 0, 0, "UTF-16", "UTF-8");
    check_bytes("\0{\0}", 4, "json.encoding", 0, 0, "UTF-16", "UTF-8");
    check_bytes("\xff\xfe{\0}\0", 6, "json.encoding", 0, 0, "UTF-16", "UTF-8");
    check_bytes("{\"a\":\n\"x\0y\"}", 12, "json.encoding", 2, 3, "NUL", NULL);
    check_text("[\"\xd6\xa3\xd6\xdd\"]", "json.encoding", 1, 4, "not UTF-8", "GBK");
    check_text("[\"\xed\xa0\x80\"]", "json.encoding", 1, 3, "not UTF-8", NULL);
    check_text("[\"\xc0\x80\"]", "json.encoding", 1, 3, "not UTF-8", NULL);
    check_text("[\"\\ud800\"]", "json.encoding", 1, 2, "surrogate", "\\udc00");
    check_text("[\"\\udc00\\ud800\"]", "json.encoding", 1, 2, "surrogate", NULL);
    check_text("[\"a\\u0000b\"]", "json.encoding", 1, 2, "U+0000", NULL);
    check_text("{\"a\\u0000\": 1}", "json.encoding", 1, 2, "U+0000", NULL);
}

static void syntax_is_explained(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int line, column;
        const char *words, *hint;
    } cases[] = {
        {"[1,\n]", 1, 3, "comma before the closing", "remove the comma"},
        {"{\"a\": 1,}", 1, 8, "comma before the closing", "remove the comma"},
        {"{/*x*/\"a\": 1}", 1, 2, "no comments", "$comment"},
        {"{\n// x\n\"a\": 1}", 2, 1, "no comments", "$comment"},
        {"{'a': 1}", 1, 2, "wrong quote", "double quotes"},
        {"{a: 1}", 1, 2, "key without quotes", "double quotes"},
        {"[NaN]", 1, 2, "not a word", "null"},
        {"[-Infinity]", 1, 2, "not a number", "null"},
        {"{\"a\": True}", 1, 7, "not a word", "write true"},
        {"{\"a\": hello}", 1, 7, "not a word", "double quotes"},
        {"[1 2]", 1, 4, "comma is missing", "','"},
        {"{\"a\": 1\n\"b\": 2}", 2, 1, "comma is missing", "','"},
        {"{\"a\" 1}", 1, 6, "colon is missing", "':'"},
        {"{\"a\": }", 1, 7, "value is missing", NULL},
        {"[,1]", 1, 2, "comma with nothing before", NULL},
        {"{\"a\"：1}", 1, 5, "Chinese punctuation", "half-width colon"},
        {"[1，2]", 1, 3, "Chinese punctuation", "half-width comma"},
        {"[“a”]", 1, 2, "Chinese punctuation", "straight"},
        {"[01]", 1, 2, "not a number", NULL},
        {"[+1]", 1, 2, "not a number", NULL},
        {"[1}", 1, 3, "'}' stands where ']'", NULL},
        {"{\"a\": 1]", 1, 8, "']' stands where '}'", NULL},
        {"[1] [2]", 1, 5, "behind the end", NULL},
        {"7", 1, 1, "neither an object nor an array", NULL},
        {"{\"a\":\n[1", 2, 3, "ends before", "'[' of line 2, column 1"},
        {"{\"a\": \"x", 1, 7, "ends before", "close this string"},
        {"[\"a\nb\"]", 1, 2, "does not end on its line", "\\n"},
        {"[\"a\tb\"]", 1, 2, "control character", "\\t"},
        {"[\"C:\\x\"]", 1, 2, "unknown escape", "\\\\"},
        {"[\"郑州\", x]", 1, 8, "not a word", NULL},
        {"[\x7f]", 1, 2, "not JSON", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_text(cases[i].text, "json.syntax", cases[i].line, cases[i].column, cases[i].words,
                   cases[i].hint);
    check_text("{\"a\": 1,\n \"b\": 2, \"a\": 3}", "json.duplicate", 2, 10, "twice", "remove");
    check_text("{\"width\": 1e400}", "json.number", 1, 11, "number out of range", NULL);
    check_text("[12345678901234567890]", "json.number", 1, 2, "number out of range", "string");
}

static char *repeat(const char *text, int count)
{
    size_t size = strlen(text);
    char *all = malloc(size * (size_t)count + 1);
    assert_non_null(all);
    for (int i = 0; i < count; i++)
        memcpy(all + size * (size_t)i, text, size);
    all[size * (size_t)count] = '\0';
    return all;
}

// A text of `count` repeated parts between a head and a tail.
static void check_repeated(const char *head, const char *part, int count, const char *tail,
                           const char *words)
{
    char *parts = repeat(part, count);
    size_t size = strlen(head) + strlen(parts) + strlen(tail) + 1;
    char *text = malloc(size);
    assert_non_null(text);
    (void)snprintf(text, size, "%s%s%s", head, parts, tail);
    put(text, size - 1);

    struct arena *arena = arena_new();
    struct report *report = report_new();
    struct document document;
    assert_int_equal(document_read(&document, arena, report, path), words == NULL);
    if (words != NULL) {
        assert_string_equal(report_message(report, 0)->code, "json.limit");
        assert_non_null(strstr(report_message(report, 0)->text, words));
    }
    document_finish(&document);
    report_free(report);
    arena_free(arena);
    free(text);
    free(parts);
}

static void depth_is_bounded(void **state)
{
    (void)state;
    char *closing = repeat("]", 70);
    check_repeated("", "[", 64, closing + 6, NULL);
    check_repeated("", "[", 65, closing + 5, "nesting deeper than 64");
    free(closing);
    check_text("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "json.limit", 1,
               65, "nesting deeper than 64", NULL);
    check_repeated("", "{\"\":[", 50000, "", "nesting deeper than 64");
    // Brackets in strings do not nest.
    check_repeated("[\"", "[", 100, "\"]", NULL);
    check_repeated("[\"\\\"", "{", 100, "\"]", NULL);
}

static void counts_are_bounded(void **state)
{
    (void)state;
    check_repeated("[", "1,", 99998, "1]", NULL);
    check_repeated("[", "1,", 99999, "1]", "more than 100000 values");
    check_repeated("[", "[],", 99998, "{}]", NULL);
    check_repeated("[", "[],", 99999, "{}]", "more than 100000 values");
    check_repeated("{\"a\":\"", "x", 65536, "\"}", NULL);
    check_repeated("{\"a\":\"", "x", 65537, "\"}", "string longer than 64 KiB");
    check_repeated("[", " ", (4 << 20) - 2, "]", NULL);
    check_repeated("[", " ", (4 << 20) - 1, "]", "larger than 4 MiB");
}

static void keys_are_bounded(void **state)
{
    (void)state;
    for (int count = 256; count <= 257; count++) {
        char text[8192] = "{";
        for (int i = 0; i < count; i++) {
            size_t length = strlen(text);
            (void)snprintf(text + length, sizeof text - length, "%s\"k%d\": [1, 2]",
                           i > 0 ? "," : "", i);
        }
        strcat(text, "}");
        check_repeated(text, "", 0, "", count == 256 ? NULL : "more than 256 keys");
    }
}

int test_document(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_files_are_read),   cmocka_unit_test(unreadable_files_are_told),
        cmocka_unit_test(encodings_are_checked), cmocka_unit_test(syntax_is_explained),
        cmocka_unit_test(depth_is_bounded),      cmocka_unit_test(counts_are_bounded),
        cmocka_unit_test(keys_are_bounded),
    };
    return cmocka_run_group_tests_name("document", tests, make_folder, remove_folder);
}
