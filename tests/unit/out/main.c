// SPDX-License-Identifier: MIT
#include "tests.h"

#include <stdarg.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>

char *folder_new(void)
{
    char *folder = g_dir_make_tmp("haibao-out-XXXXXX", NULL);

    assert_non_null(folder);
    return folder;
}

void folder_remove(char *folder, const char *const *files)
{
    for (; files != NULL && *files != NULL; files++) {
        char *path = g_build_filename(folder, *files, NULL);
        assert_int_equal(g_remove(path), 0);
        g_free(path);
    }
    assert_int_equal(g_rmdir(folder), 0);
    g_free(folder);
}

struct out_settings plain_settings(void)
{
    return (struct out_settings){.format = {.pixels = 1, .points = 0.75}};
}

void write_well(const struct record *record, const char *path, const struct out_settings *settings)
{
    struct report *report = report_new();
    bool done = out_write(record, path, settings, report);

    if (!done)
        report_print(report, stderr, false);
    assert_true(done);
    assert_int_equal(report_count(report), 0);
    report_free(report);
}

struct bytes read_whole(const char *path)
{
    struct bytes bytes = {0};
    gsize size;

    assert_true(g_file_get_contents(path, &bytes.data, &size, NULL));
    bytes.size = size;
    return bytes;
}

int main(void)
{
    int failed =
        test_prefix() + test_packer() + test_png() + test_pdf() + test_pdf_look() + test_files();
    return failed == 0 ? 0 : 1;
}
