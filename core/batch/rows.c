// SPDX-License-Identifier: MIT
#include "batch/rows.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "batch/rows_read.h"

#define BUFFER (64u << 10)

// --- Bytes ---

static bool fill_buffer(struct rows *rows)
{
    ssize_t got;
    do
        got = read(rows->file, rows->buffer, BUFFER);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        rows->error = errno;
    rows->at = 0;
    rows->filled = got > 0 ? (size_t)got : 0;
    return got > 0;
}

int rows_byte(struct rows *rows)
{
    if (rows->at == rows->filled && !fill_buffer(rows))
        return -1;
    return rows->buffer[rows->at++];
}

bool rows_line(struct rows *rows, bool *is_long)
{
    bool is_there = false;
    g_string_truncate(rows->text, 0);
    *is_long = false;
    while (rows->at < rows->filled || fill_buffer(rows)) {
        const unsigned char *start = rows->buffer + rows->at;
        size_t left = rows->filled - rows->at;
        const unsigned char *newline = memchr(start, '\n', left);
        size_t size = newline != NULL ? (size_t)(newline - start) : left;
        is_there = true;
        *is_long = *is_long || rows->text->len + size > ROWS_MAX_BYTES;
        if (!*is_long)
            g_string_append_len(rows->text, (const char *)start, (gssize)size);
        rows->at += newline != NULL ? size + 1 : size;
        if (newline != NULL)
            break;
    }
    return is_there;
}

enum rows_step rows_complain(struct rows *rows, struct row *row, enum rows_step step,
                             const char *code, const char *hint, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_string_vprintf(rows->trouble, format, arguments);
    va_end(arguments);
    row->code = code;
    row->hint = hint;
    row->text = rows->trouble->str;
    rows->is_over = rows->is_over || step == ROWS_BROKEN;
    return step;
}

// --- JSON ---

json_t *rows_values(const char *json, size_t size, struct report *report)
{
    json_error_t mistake;
    json_t *values = json_loadb(json, size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &mistake);
    if (json_is_object(values))
        return values;
    if (values == NULL)
        report_add(report, SEVERITY_ERROR, "row.syntax", (struct place){0}, NULL, "not JSON: %s",
                   mistake.text);
    else
        report_add(report, SEVERITY_ERROR, "row.form", (struct place){0}, "write {\"name\": \"…\"}",
                   "a row is an object");
    json_decref(values);
    return NULL;
}

enum rows_step rows_next_line(struct rows *rows, struct row *row)
{
    bool is_long;
    while (rows_line(rows, &is_long)) {
        row->line = rows->line++;
        if (!is_long && strspn(rows->text->str, " \t\r") == rows->text->len)
            continue;
        row->number = ++rows->number;
        if (is_long)
            return rows_complain(rows, row, ROWS_WRONG, "row.limit", NULL,
                                 "a row of more than 1 MiB");
        row->json = rows->text;
        return ROWS_ROW;
    }
    return ROWS_END;
}

// The next byte that is no blank, lines counted.
static int next_mark(struct rows *rows)
{
    int byte;
    while ((byte = rows_byte(rows)) == ' ' || byte == '\t' || byte == '\r' || byte == '\n')
        rows->line += byte == '\n';
    return byte;
}

// Take an item of the array up to the comma or bracket after it, which is given back; -1 where the
// file ends before. Whether it is JSON is jansson's to say.
static int take_item(struct rows *rows, int byte, bool *is_long)
{
    int depth = 0;
    bool in_text = false, is_escaped = false;
    g_string_truncate(rows->text, 0);
    *is_long = false;
    for (; byte >= 0; byte = rows_byte(rows)) {
        if (!in_text && depth == 0 && (byte == ',' || byte == ']'))
            return byte;
        if (in_text) {
            in_text = is_escaped || byte != '"';
            is_escaped = !is_escaped && byte == '\\';
        } else if (byte == '"') {
            in_text = true;
        } else if (byte == '{' || byte == '[') {
            depth++;
        } else if (byte == '}' || byte == ']') {
            depth--;
        }
        rows->line += byte == '\n';
        *is_long = *is_long || rows->text->len >= ROWS_MAX_BYTES;
        if (!*is_long)
            g_string_append_c(rows->text, (char)byte);
    }
    return -1;
}

enum rows_step rows_next_item(struct rows *rows, struct row *row)
{
    int byte = next_mark(rows);
    if (!rows->is_inside) {
        if (byte != '[') {
            row->line = rows->line;
            return rows_complain(rows, row, ROWS_BROKEN, "row.form", "write [{ … }, { … }]",
                                 "rows in JSON are an array of objects");
        }
        rows->is_inside = true;
        byte = next_mark(rows);
        if (byte == ']') {
            rows->is_over = true;
            return ROWS_END;
        }
    }
    bool is_long;
    row->line = rows->line;
    row->number = ++rows->number;
    int end = take_item(rows, byte, &is_long);
    if (end < 0)
        return rows_complain(rows, row, ROWS_BROKEN, "row.syntax", NULL,
                             "the array ends within this row");
    rows->is_over = end == ']';
    if (is_long)
        return rows_complain(rows, row, ROWS_WRONG, "row.limit", NULL, "a row of more than 1 MiB");
    row->json = rows->text;
    return ROWS_ROW;
}

// --- The file ---

// Into a file without a name, where seeking is possible.
static int copy_stream(int from)
{
    int to = open(g_get_tmp_dir(), O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
    int error = to < 0 ? errno : 0;
    char bytes[1 << 16];
    while (error == 0) {
        ssize_t got = read(from, bytes, sizeof bytes);
        if (got == 0)
            break;
        if (got < 0 && errno != EINTR)
            error = errno;
        for (ssize_t done = 0; got > 0 && done < got && error == 0;) {
            ssize_t put = write(to, bytes + done, (size_t)(got - done));
            if (put < 0 && errno != EINTR)
                error = errno;
            done += put > 0 ? put : 0;
        }
    }
    if (error != 0 && to >= 0)
        (void)close(to);
    errno = error;
    return error == 0 ? to : -1;
}

static int open_file(const char *path)
{
    bool is_input = strcmp(path, "-") == 0;
    int file = is_input ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
                        : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    struct stat about;
    if (file < 0 || fstat(file, &about) != 0)
        return -1;
    if (S_ISREG(about.st_mode) && lseek(file, 0, SEEK_CUR) == 0)
        return file;
    int error = EISDIR, copy = -1;
    if (!S_ISDIR(about.st_mode)) {
        copy = copy_stream(file);
        error = errno;
    }
    (void)close(file);
    errno = error;
    return copy;
}

static enum rows_format find_format(struct rows *rows)
{
    static const struct {
        const char *ending;
        enum rows_format format;
    } endings[] = {{".csv", FORMAT_CSV},
                   {".json", FORMAT_ARRAY},
                   {".ndjson", FORMAT_LINES},
                   {".jsonl", FORMAT_LINES}};
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(rows->path, endings[i].ending))
            return endings[i].format;
    int byte = next_mark(rows);
    return byte == '[' ? FORMAT_ARRAY : byte == '{' ? FORMAT_LINES : FORMAT_CSV;
}

void rows_rewind(struct rows *rows)
{
    (void)lseek(rows->file, 0, SEEK_SET);
    rows->at = rows->filled = 0;
    rows->number = 0;
    rows->line = 1;
    rows->is_over = rows->is_inside = false;
    static const unsigned char mark[3] = {0xef, 0xbb, 0xbf};
    if (fill_buffer(rows) && rows->filled >= sizeof mark &&
        memcmp(rows->buffer, mark, sizeof mark) == 0)
        rows->at = sizeof mark;
    if (rows->format == FORMAT_CSV)
        rows_csv_restart(rows);
}

struct rows *rows_open(const char *path, struct report *report)
{
    int file = open_file(path);
    if (file < 0) {
        report_add(report, SEVERITY_ERROR, "row.file", (struct place){0}, NULL,
                   "the rows '%s' cannot be read: %s", path, g_strerror(errno));
        return NULL;
    }
    struct rows *rows = g_new0(struct rows, 1);
    rows->path = g_strdup(path);
    rows->file = file;
    rows->buffer = g_malloc(BUFFER);
    rows->text = g_string_new(NULL);
    rows->trouble = g_string_new(NULL);
    rows->format = FORMAT_LINES; // until it is known
    rows_rewind(rows);
    rows->format = find_format(rows);
    rows_rewind(rows);
    return rows;
}

void rows_close(struct rows *rows)
{
    if (rows == NULL)
        return;
    rows_csv_free(rows->csv);
    (void)close(rows->file); // it was only read
    g_string_free(rows->text, TRUE);
    g_string_free(rows->trouble, TRUE);
    g_free(rows->buffer);
    g_free(rows->path);
    g_free(rows);
}

const char *rows_path(const struct rows *rows)
{
    return rows->path;
}

enum rows_step rows_next(struct rows *rows, struct row *row)
{
    *row = (struct row){.number = rows->number + 1, .line = rows->line};
    if (rows->is_over)
        return ROWS_END;
    enum rows_step step = rows->format == FORMAT_CSV     ? rows_next_record(rows, row)
                          : rows->format == FORMAT_ARRAY ? rows_next_item(rows, row)
                                                         : rows_next_line(rows, row);
    if (rows->error != 0)
        return rows_complain(rows, row, ROWS_BROKEN, "row.file", NULL, "cannot be read: %s",
                             g_strerror(rows->error));
    rows->is_over = rows->is_over || step == ROWS_END;
    return step;
}
