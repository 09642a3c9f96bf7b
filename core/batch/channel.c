// SPDX-License-Identifier: MIT
#include "batch/channel.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

static bool write_all(int file, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size > 0) {
        ssize_t count = write(file, at, size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        at += count;
        size -= (size_t)count;
    }
    return true;
}

static bool read_all(int file, void *bytes, size_t size)
{
    char *at = bytes;
    while (size > 0) {
        ssize_t count = read(file, at, size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        at += count;
        size -= (size_t)count;
    }
    return true;
}

bool channel_send(int file, const char *text, size_t size)
{
    uint32_t length = (uint32_t)size;
    return size <= CHANNEL_MAX && write_all(file, &length, sizeof length) &&
           write_all(file, text, size);
}

char *channel_receive(int file, size_t *size)
{
    uint32_t length;
    if (!read_all(file, &length, sizeof length) || length > CHANNEL_MAX)
        return NULL;
    char *text = g_malloc((gsize)length + 1);
    text[length] = '\0';
    *size = length;
    if (read_all(file, text, length))
        return text;
    g_free(text);
    return NULL;
}

bool channel_take(int file, GByteArray *input)
{
    guint8 bytes[1 << 14];
    for (;;) {
        ssize_t count = recv(file, bytes, sizeof bytes, MSG_DONTWAIT);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return errno == EAGAIN || errno == EWOULDBLOCK;
        if (count == 0)
            return false;
        g_byte_array_append(input, bytes, (guint)count);
    }
}

char *channel_next(GByteArray *input, size_t *size)
{
    uint32_t length;
    if (input->len < sizeof length)
        return NULL;
    memcpy(&length, input->data, sizeof length);
    if (length > CHANNEL_MAX || input->len < sizeof length + length)
        return NULL;
    char *text = g_strndup((const char *)input->data + sizeof length, length);
    *size = length;
    g_byte_array_remove_range(input, 0, (guint)sizeof length + length);
    return text;
}

// --- Notes ---

union files {
    struct cmsghdr head; // for its alignment
    char bytes[CMSG_SPACE(2 * sizeof(int))];
};

bool note_send(int file, const struct note *note, const int *files, int count)
{
    struct note copy = *note;
    struct iovec part = {&copy, sizeof copy};
    union files carried = {0};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (count > 0) {
        message.msg_control = carried.bytes;
        message.msg_controllen = CMSG_SPACE((size_t)count * sizeof(int));
        struct cmsghdr *head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN((size_t)count * sizeof(int));
        memcpy(CMSG_DATA(head), files, (size_t)count * sizeof(int));
    }
    ssize_t sent;
    do
        sent = sendmsg(file, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)sizeof copy;
}

int note_receive(int file, struct note *note, int files[2])
{
    struct iovec part = {note, sizeof *note};
    union files carried = {0};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = carried.bytes,
                             .msg_controllen = sizeof carried.bytes};
    files[0] = files[1] = -1;
    ssize_t got;
    do
        got = recvmsg(file, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return 0;
    if (got != (ssize_t)sizeof *note)
        return -1;
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    if (head != NULL && head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS) {
        size_t bytes = head->cmsg_len - CMSG_LEN(0);
        memcpy(files, CMSG_DATA(head), MIN(bytes, 2 * sizeof(int)));
    }
    return 1;
}

int memory_file(const char *text, size_t size)
{
    int file = memfd_create("haibao", MFD_CLOEXEC);
    if (file >= 0 && !write_all(file, text, size)) {
        (void)close(file);
        return -1;
    }
    return file;
}
