// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "tests.h"

// A folder of its own for each case; the working directory is within it.
static int enter_folder(void **state)
{
    char folder[] = "/tmp/haibao-file-XXXXXX";
    if (mkdtemp(folder) == NULL || chdir(folder) != 0)
        return -1;
    *state = strdup(folder);
    return *state == NULL;
}

static int leave_folder(void **state)
{
    char command[64];
    if (chdir("/") != 0)
        return -1;
    (void)snprintf(command, sizeof command, "rm -rf %s", (char *)*state);
    int status = system(command);
    free(*state);
    return status;
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void check_content(const char *path, const char *text)
{
    struct arena *arena = arena_new();
    struct source source;
    int error = 0;
    assert_true(file_read(arena, path, 1 << 20, &source, &error));
    assert_string_equal(source.text, text);
    arena_free(arena);
}

static int count_files(void)
{
    DIR *folder = opendir(".");
    assert_non_null(folder);
    int count = 0;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    assert_int_equal(closedir(folder), 0);
    return count;
}

static int read_error(const char *path, size_t limit)
{
    struct arena *arena = arena_new();
    struct source source;
    int error = 0;
    bool read = file_read(arena, path, limit, &source, &error);
    arena_free(arena);
    assert_int_equal(read, error == 0);
    return error;
}

static void reading_is_bounded(void **state)
{
    (void)state;
    put("ten", "0123456789");
    put("none", "");
    assert_int_equal(read_error("ten", 10), 0);
    assert_int_equal(read_error("ten", 9), EFBIG);
    assert_int_equal(read_error("none", 0), 0);
    assert_int_equal(read_error("absent", 10), ENOENT);
    assert_int_equal(read_error(".", 10), EISDIR);
    assert_int_equal(read_error("/dev/zero", 10), EINVAL);
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_int_equal(read_error("pipe", 10), EINVAL);
    check_content("ten", "0123456789");
    check_content("none", "");
}

static void below_means_below(void **state)
{
    (void)state;
    assert_int_equal(mkdir("a", 0755), 0);
    assert_int_equal(mkdir("ab", 0755), 0);
    put("a/in", "");
    put("ab/in", "");
    assert_int_equal(symlink("../ab/in", "a/link"), 0);
    assert_int_equal(symlink("../ab", "a/folder"), 0);
    assert_true(file_is_below("a/in", "a"));
    assert_true(file_is_below("a", "a"));
    assert_true(file_is_below("a/in", "/"));
    assert_true(file_is_below("a/../a/in", "a"));
    assert_true(file_is_below("a/absent", "a"));
    assert_true(file_is_below("a/absent/more", "a"));
    assert_true(file_is_below("absent", "."));
    assert_false(file_is_below("ab/in", "a"));
    assert_false(file_is_below("a/../ab/in", "a"));
    assert_false(file_is_below("a/link", "a"));
    assert_false(file_is_below("a/folder/in", "a"));
    assert_false(file_is_below("a/folder/absent", "a"));
    assert_false(file_is_below("/etc/passwd", "."));
    assert_false(file_is_below("a/in", "absent"));
}

static void commit_makes_the_file(void **state)
{
    (void)state;
    mode_t mask = umask(027);
    struct file_writer *writer = file_writer_open("new");
    assert_non_null(writer);
    assert_true(file_writer_write(writer, "ab", 2));
    assert_true(file_writer_write(writer, "", 0));
    assert_true(file_writer_write(writer, "cd", 2));
    assert_int_equal(access("new", F_OK), -1);
    assert_true(file_writer_commit(writer, true));
    (void)umask(mask);

    struct stat status;
    check_content("new", "abcd");
    assert_int_equal(stat("new", &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
    assert_int_equal(count_files(), 1);
}

static void abort_leaves_the_old(void **state)
{
    (void)state;
    put("old", "as it was");
    struct file_writer *writer = file_writer_open("old");
    assert_non_null(writer);
    assert_true(file_writer_write(writer, "new", 3));
    file_writer_abort(writer);
    file_writer_abort(NULL);
    check_content("old", "as it was");
    assert_int_equal(count_files(), 1);
}

static void writers_do_not_meet(void **state)
{
    (void)state;
    struct file_writer *first = file_writer_open("same");
    struct file_writer *second = file_writer_open("same");
    assert_non_null(first);
    assert_non_null(second);
    assert_true(file_writer_write(first, "first", 5));
    assert_true(file_writer_write(second, "second", 6));
    assert_true(file_writer_commit(first, true));
    assert_true(file_writer_commit(second, true));
    check_content("same", "second");
    assert_int_equal(count_files(), 1);
}

static void bad_targets_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        int error;
    } cases[] = {{"", ENOENT},        {".", EISDIR},         {"absent/x", ENOENT},
                 {"folder/", EISDIR}, {"/dev/full", EINVAL}, {"link", EINVAL}};
    assert_int_equal(symlink("/dev/full", "link"), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        errno = 0;
        assert_null(file_writer_open(cases[i].path));
        assert_int_equal(errno, cases[i].error);
    }
    assert_int_equal(count_files(), 1);
}

static void long_names_are_written(void **state)
{
    (void)state;
    char name[256];
    memset(name, 'n', 255);
    name[255] = '\0';
    struct file_writer *writer = file_writer_open(name);
    assert_non_null(writer);
    assert_true(file_writer_commit(writer, true));
    check_content(name, "");
    name[254] = '\0';
    assert_int_equal(count_files(), 1);
}

// In a child, whose files may have 1000 bytes: 0 if all went as it should.
static int fill_up(void)
{
    struct rlimit limit = {1000, 1000};
    static char bytes[1500];
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 1;
    struct file_writer *writer = file_writer_open("old");
    if (writer == NULL)
        return 2;
    errno = 0;
    if (file_writer_write(writer, bytes, sizeof bytes) || errno != EFBIG)
        return 3;
    errno = 0;
    if (file_writer_write(writer, bytes, 1) || errno != EFBIG)
        return 4;
    errno = 0;
    if (file_writer_commit(writer, true) || errno != EFBIG)
        return 5;
    return 0;
}

static void failure_leaves_the_old(void **state)
{
    (void)state;
    put("old", "as it was");
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct sigaction ignore = {.sa_handler = SIG_IGN};
        _exit(sigaction(SIGXFSZ, &ignore, NULL) == 0 ? fill_up() : 6);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    check_content("old", "as it was");
    assert_int_equal(count_files(), 1);
}

int test_file(void)
{
#define FILE_TEST(name) cmocka_unit_test_setup_teardown(name, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        FILE_TEST(reading_is_bounded),     FILE_TEST(below_means_below),
        FILE_TEST(commit_makes_the_file),  FILE_TEST(abort_leaves_the_old),
        FILE_TEST(writers_do_not_meet),    FILE_TEST(bad_targets_are_refused),
        FILE_TEST(long_names_are_written), FILE_TEST(failure_leaves_the_old),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
