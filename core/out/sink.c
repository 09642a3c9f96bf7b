// SPDX-License-Identifier: MIT
#include "out/sink.h"

#include <errno.h>
#include <glib.h>

#include "base/digest.h"
#include "base/file.h"

#define BUFFER ((size_t)256 << 10)

struct sink {
    struct file_writer *writer; // NULL in a trial
    char *path;
    GByteArray *buffer;
    int error; // errno of the first failure
    bool is_unsynced;
    struct sink_hold *hold; // or NULL
    struct out_note *note;  // or NULL
    bool is_hashed;
    struct digest digest;
    size_t bytes;
};

struct sink *sink_open(const char *path, const struct out_settings *settings, struct report *report)
{
    struct file_writer *writer = settings->is_trial ? NULL : file_writer_open(path);

    if (writer == NULL && !settings->is_trial) {
        report_add(report, SEVERITY_ERROR, "out.create", (struct place){0},
                   "the folder must exist and you must be allowed to write in it",
                   "cannot create '%s': %s", path, g_strerror(errno));
        return NULL;
    }

    struct sink *sink = g_new0(struct sink, 1);
    sink->writer = writer;
    sink->path = g_strdup(path);
    sink->buffer = g_byte_array_sized_new(BUFFER);
    sink->is_unsynced = settings->is_unsynced;
    sink->hold = settings->hold;
    sink->note = settings->is_trial ? NULL : settings->note;
    sink->is_hashed = sink->note != NULL && !settings->is_unhashed;
    digest_init(&sink->digest);
    return sink;
}

static void write_through(struct sink *sink, const void *bytes, size_t size)
{
    if (sink->error != 0 || size == 0 || sink->writer == NULL)
        return;
    if (!file_writer_write(sink->writer, bytes, size))
        sink->error = errno;
    if (sink->is_hashed)
        digest_add(&sink->digest, bytes, size);
    sink->bytes += size;
}

static void flush(struct sink *sink)
{
    write_through(sink, sink->buffer->data, sink->buffer->len);
    g_byte_array_set_size(sink->buffer, 0);
}

// Written in whole buffers, each at a multiple of its size: then the page cache keeps a file in
// large folios, which cost less to make, to send to the disk and to hear of afterwards.
bool sink_write(struct sink *sink, const void *bytes, size_t size)
{
    const uint8_t *at = bytes;

    while (size > 0) {
        size_t part = MIN(size, BUFFER - sink->buffer->len);
        if (part == BUFFER) {
            part = size - size % BUFFER;
            write_through(sink, at, part);
        } else {
            g_byte_array_append(sink->buffer, at, (guint)part);
        }
        if (sink->buffer->len == BUFFER)
            flush(sink);
        at += part;
        size -= part;
    }
    return sink->error == 0;
}

static void report_unwritten(const char *path, int error, struct report *report)
{
    const char *hint = "look at the disk; the file has been removed";

    if (error == ENOSPC || error == EDQUOT)
        hint = "make room on the disk; the file has been removed";
    else if (error == EFBIG)
        hint = "raise the limit on the size of files (ulimit -f); the file has been removed";
    report_add(report, SEVERITY_ERROR, "out.write", (struct place){0}, hint,
               "cannot write '%s': %s", path, g_strerror(error));
}

// --- Files that wait for each other ---

struct held_file {
    struct file_writer *writer;
    char *path;
    bool is_unsynced;
};

struct sink_hold {
    GArray *files; // struct held_file
};

static void hold_file(const struct sink *sink)
{
    struct held_file file = {sink->writer, g_strdup(sink->path), sink->is_unsynced};
    g_array_append_val(sink->hold->files, file);
}

struct sink_hold *sink_hold_new(void)
{
    struct sink_hold *hold = g_new0(struct sink_hold, 1);
    hold->files = g_array_new(FALSE, FALSE, sizeof(struct held_file));
    return hold;
}

bool sink_hold_close(struct sink_hold *hold, bool is_whole, struct report *report)
{
    bool done = is_whole;
    for (guint i = 0; i < hold->files->len; i++) {
        struct held_file *file = &g_array_index(hold->files, struct held_file, i);
        if (!done) {
            file_writer_abort(file->writer);
        } else if (!file_writer_commit(file->writer, !file->is_unsynced)) {
            report_unwritten(file->path, errno, report);
            done = false;
        }
        g_free(file->path);
    }
    g_array_free(hold->files, TRUE);
    g_free(hold);
    return done;
}

// --- The end of one file ---

bool sink_close(struct sink *sink, bool is_whole, cairo_status_t status, struct report *report)
{
    flush(sink);

    int error = sink->error;
    bool done = error == 0 && is_whole && status == CAIRO_STATUS_SUCCESS;
    if (!done) {
        file_writer_abort(sink->writer);
    } else if (sink->writer != NULL && sink->hold != NULL) {
        hold_file(sink);
    } else if (sink->writer != NULL && !file_writer_commit(sink->writer, !sink->is_unsynced)) {
        error = errno;
        done = false;
    }
    if (done && sink->note != NULL) {
        sink->note->bytes = sink->bytes;
        if (sink->is_hashed)
            digest_end(&sink->digest, sink->note->sha256);
    }
    if (error != 0)
        report_unwritten(sink->path, error, report);
    else if (!done)
        report_add(report, SEVERITY_ERROR, "out.draw", (struct place){0},
                   "this is a fault in haibao or in a visual, please report it",
                   "cannot draw '%s': %s", sink->path,
                   status == CAIRO_STATUS_SUCCESS ? "a drawing call failed"
                                                  : cairo_status_to_string(status));
    g_byte_array_free(sink->buffer, TRUE);
    g_free(sink->path);
    g_free(sink);
    return done;
}
