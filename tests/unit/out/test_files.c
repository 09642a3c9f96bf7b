// SPDX-License-Identifier: MIT
//
// Files appear whole or not at all, and failures say why.
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <glib.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cairo.h>

#include "../draw/sample.h"
#include "tests.h"

static const char *const endings[] = {".png", ".pdf", ".svg", ".trace"};

static void names_say_the_kind(void **state)
{
    struct arena *arena = arena_new();
    struct report *report = report_new();
    struct out_settings settings = plain_settings();

    (void)state;
    assert_true(out_is_known("a.png"));
    assert_true(out_is_known("a.b/c.PDF"));
    assert_true(out_is_known("x.svg"));
    assert_true(out_is_known("x.trace"));
    assert_false(out_is_known("png"));
    assert_false(out_is_known("a.jpg"));
    assert_false(out_is_known("a.png.bak"));
    assert_false(out_is_known(""));
    assert_false(out_write(sample_record(arena, NULL), "a.jpg", &settings, report));
    assert_string_equal(report_message(report, 0)->code, "out.format");
    report_free(report);
    arena_free(arena);
}

static void missing_folders_are_told(void **state)
{
    struct arena *arena = arena_new();
    struct out_settings settings = plain_settings();

    (void)state;
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        struct report *report = report_new();
        char *path = g_strconcat("/nowhere/at/all/a", endings[i], NULL);
        assert_false(out_write(sample_record(arena, NULL), path, &settings, report));
        assert_int_equal(report_errors(report), 1);
        assert_string_equal(report_message(report, 0)->code, "out.create");
        assert_non_null(strstr(report_message(report, 0)->text, "No such file"));
        g_free(path);
        report_free(report);
    }
    arena_free(arena);
}

// A disk that is full, played by a limit on the size of files. What was there before stays.
static void full_disks_are_told(void **state)
{
    struct arena *arena = arena_new();
    struct out_settings settings = plain_settings();
    char *folder = folder_new();
    struct rlimit before, small = {.rlim_cur = 1000};
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);

    (void)state;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small.rlim_max = before.rlim_max;
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        struct report *report = report_new();
        char *name = g_strconcat("a", endings[i], NULL);
        char *path = g_build_filename(folder, name, NULL);
        assert_true(g_file_set_contents(path, "old", 3, NULL));
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
        bool done = out_write(sample_record(arena, NULL), path, &settings, report);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
        assert_false(done);
        assert_int_equal(report_errors(report), 1);
        assert_string_equal(report_message(report, 0)->code, "out.write");
        assert_non_null(strstr(report_message(report, 0)->text, "File too large"));
        struct bytes kept = read_whole(path);
        assert_int_equal(kept.size, 3);
        g_free(kept.data);
        g_free(name);
        g_free(path);
        report_free(report);
    }
    signal(SIGXFSZ, handler);
    folder_remove(folder, (const char *const[]){"a.png", "a.pdf", "a.svg", "a.trace", NULL});
    arena_free(arena);
}

static void restore_too_often(struct _cairo *cairo, void *data)
{
    (void)data;
    for (int i = 0; i < 20; i++)
        cairo_restore(cairo);
}

static void bad_callbacks_leave_no_file(void **state)
{
    struct arena *arena = arena_new();
    struct out_settings settings = plain_settings();
    char *folder = folder_new();

    (void)state;
    for (unsigned i = 0; i < 3; i++) {
        struct report *report = report_new();
        hai_canvas *canvas = canvas_new(arena, (hai_size){100, 100}, (hai_colour){1, 1, 1, 1});
        char *name = g_strconcat("a", endings[i], NULL);
        char *path = g_build_filename(folder, name, NULL);
        hai_canvas_heading_begin(canvas, 1, "x", (hai_box){0, 0, 10, 10});
        hai_canvas_link_begin(canvas, "https://example.org", (hai_box){0, 0, 10, 10});
        hai_canvas_cairo(canvas, (hai_box){0, 0, 100, 100}, restore_too_often, NULL);
        hai_canvas_link_end(canvas);
        hai_canvas_heading_end(canvas);
        assert_false(out_write(canvas_finish(canvas, report), path, &settings, report));
        assert_int_equal(report_errors(report), 1);
        assert_string_equal(report_message(report, 0)->code, "out.draw");
        g_free(name);
        g_free(path);
        report_free(report);
    }
    folder_remove(folder, NULL);
    arena_free(arena);
}

static const struct record *bad_record(struct arena *arena, struct report *report)
{
    hai_canvas *canvas = canvas_new(arena, (hai_size){100, 100}, (hai_colour){1, 1, 1, 1});
    hai_canvas_cairo(canvas, (hai_box){0, 0, 100, 100}, restore_too_often, NULL);
    return canvas_finish(canvas, report);
}

// PDF and trace are one file, the others one for each page, all of them or none.
static void pages_belong_together(void **state)
{
    struct arena *arena = arena_new();
    struct report *report = report_new();
    struct out_settings settings = plain_settings();
    struct out_note notes[2] = {0};
    char *folder = folder_new();
    const struct record *good = sample_record(arena, NULL);
    const struct record *right[] = {good, good}, *wrong[] = {good, bad_record(arena, report)};

    (void)state;
    settings.note = notes;
    for (unsigned i = 0; i < 3; i++) {
        char *name = g_strconcat("w", endings[i], NULL),
             *path = g_build_filename(folder, name, NULL);
        assert_false(out_write_pages(wrong, 2, path, &settings, report));
        g_free(name);
        g_free(path);
    }
    assert_int_equal(report_errors(report), 3);
    for (unsigned i = 0; i < 4; i++) {
        char *name = g_strconcat("a", endings[i], NULL),
             *path = g_build_filename(folder, name, NULL);
        assert_true(out_write_pages(right, 2, path, &settings, report));
        assert_true(notes[0].bytes > 0);
        assert_true(out_holds_pages(path) || strcmp(notes[0].sha256, notes[1].sha256) == 0);
        g_free(name);
        g_free(path);
    }
    char *name = out_page_name("b.c/a.png", 12);
    assert_string_equal(name, "b.c/a-12.png");
    g_free(name);
    folder_remove(folder, (const char *const[]){"a-1.png", "a-2.png", "a.pdf", "a-1.svg", "a-2.svg",
                                                "a.trace", NULL});
    report_free(report);
    arena_free(arena);
}

static void empty_records_are_fine(void **state)
{
    struct arena *arena = arena_new();
    struct out_settings settings = plain_settings();
    struct report *report = report_new();
    hai_canvas *canvas = canvas_new(arena, (hai_size){10, 20}, (hai_colour){1, 0, 0, 1});
    const struct record *record = canvas_finish(canvas, report);
    char *folder = folder_new();

    (void)state;
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        char *name = g_strconcat("a", endings[i], NULL);
        char *path = g_build_filename(folder, name, NULL);
        write_well(record, path, &settings);
        struct bytes file = read_whole(path);
        assert_true(file.size > 20);
        if (i == 3) {
            assert_int_equal(file.size, 25);
            assert_memory_equal(file.data, "sheet 10 x 20 on #ff0000\n", 25);
        }
        g_free(file.data);
        g_free(name);
        g_free(path);
    }
    report_free(report);
    folder_remove(folder, (const char *const[]){"a.png", "a.pdf", "a.svg", "a.trace", NULL});
    arena_free(arena);
}

static void files_are_the_same_each_time(void **state)
{
    struct arena *arena = arena_new();
    struct sample_font *font = sample_any_font();
    struct out_settings settings = plain_settings();
    char *folder = folder_new();

    (void)state;
    settings.info.title = "海报";
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        char *name = g_strconcat("a", endings[i], NULL);
        char *path = g_build_filename(folder, name, NULL);
        struct bytes files[2];
        for (int j = 0; j < 2; j++) {
            write_well(sample_record(arena, font), path, &settings);
            files[j] = read_whole(path);
        }
        assert_int_equal(files[0].size, files[1].size);
        assert_memory_equal(files[0].data, files[1].data, files[0].size);
        g_free(files[0].data);
        g_free(files[1].data);
        g_free(name);
        g_free(path);
    }
    folder_remove(folder, (const char *const[]){"a.png", "a.pdf", "a.svg", "a.trace", NULL});
    sample_font_close(font);
    arena_free(arena);
}

int test_files(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_say_the_kind),
        cmocka_unit_test(missing_folders_are_told),
        cmocka_unit_test(full_disks_are_told),
        cmocka_unit_test(bad_callbacks_leave_no_file),
        cmocka_unit_test(pages_belong_together),
        cmocka_unit_test(empty_records_are_fine),
        cmocka_unit_test(files_are_the_same_each_time),
    };
    return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
