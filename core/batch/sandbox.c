// SPDX-License-Identifier: MIT
#include "batch/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <linux/landlock.h>
#include <math.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MAX_FILE ((rlim_t)512 << 20) // bytes
#define MAX_FILES 256                // open at once: faces, their tables, what is written

// --- Limits ---

// A lower limit that is in force already is left alone.
static void limit(int resource, rlim_t most)
{
    struct rlimit now;
    if (getrlimit(resource, &now) != 0 || now.rlim_max <= most)
        return;
    (void)setrlimit(resource, &(struct rlimit){most, most});
}

static void limit_resources(const struct sandbox *sandbox)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, MAX_FILE);
    limit(RLIMIT_NOFILE, MAX_FILES);
    // The address sanitizer takes terabytes of addresses.
#if !defined(__SANITIZE_ADDRESS__)
    if (sandbox->memory > 0)
        limit(RLIMIT_AS, sandbox->memory);
#else
    (void)sandbox;
#endif
}

void sandbox_limit_cpu(double seconds)
{
    struct rusage used;
    struct rlimit now;
    if (getrusage(RUSAGE_SELF, &used) != 0 || getrlimit(RLIMIT_CPU, &now) != 0)
        return;
    double spent = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec);
    rlim_t soft = (rlim_t)ceil(spent + seconds + 1);
    now.rlim_cur = MIN(soft, now.rlim_max);
    (void)setrlimit(RLIMIT_CPU, &now);
}

// --- Landlock ---

// glibc 2.36 has no functions for these calls.
static int landlock_version(void)
{
    return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

const char *sandbox_lacks(void)
{
    return landlock_version() < 1 ? "Landlock" : NULL;
}

#define READS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define OF_FILES                                                                                   \
    (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_EXECUTE)
#define WRITES                                                                                     \
    (READS | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |                      \
     LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR)

static bool allow_path(int rules, const char *path, __u64 access)
{
    struct stat about;
    int file = open(path, O_PATH | O_CLOEXEC);
    if (file < 0)
        return true; // what is not there cannot be read
    if (fstat(file, &about) == 0 && !S_ISDIR(about.st_mode))
        access &= OF_FILES;
    struct landlock_path_beneath_attr rule = {.allowed_access = access, .parent_fd = file};
    bool ok = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    (void)close(file);
    return ok;
}

static bool restrict_files(const struct sandbox *sandbox)
{
    if (landlock_version() < 1)
        return true;
    // Everything that the first version knows; later kernels know more, which we do not use.
    struct landlock_ruleset_attr about = {.handled_access_fs =
                                              (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &about, sizeof about, 0);
    if (rules < 0)
        return false;
    bool ok = true;
    for (const char *const *path = sandbox->readable; *path != NULL; path++)
        ok = allow_path(rules, *path, READS | LANDLOCK_ACCESS_FS_EXECUTE) && ok;
    for (const char *const *path = sandbox->writable; *path != NULL; path++)
        ok = allow_path(rules, *path, WRITES) && ok;
    ok = ok && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    (void)close(rules);
    return ok;
}

// --- seccomp ---

// What drawing takes. All else fails with EPERM, so that a library that tries goes on without.
static const int calls[] = {
    SCMP_SYS(read),
    SCMP_SYS(pread64),
    SCMP_SYS(readv),
    SCMP_SYS(write),
    SCMP_SYS(pwrite64),
    SCMP_SYS(writev),
    SCMP_SYS(open),
    SCMP_SYS(openat),
    SCMP_SYS(close),
    SCMP_SYS(stat),
    SCMP_SYS(fstat),
    SCMP_SYS(lstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(statx),
    SCMP_SYS(statfs),
    SCMP_SYS(fstatfs),
    SCMP_SYS(lseek),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getdents64),
    SCMP_SYS(getcwd),
    SCMP_SYS(fcntl),
    SCMP_SYS(dup),
    SCMP_SYS(dup2),
    SCMP_SYS(dup3),
    SCMP_SYS(mkdir),
    SCMP_SYS(mkdirat),
    SCMP_SYS(link),
    SCMP_SYS(linkat),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(rename),
    SCMP_SYS(renameat),
    SCMP_SYS(renameat2),
    SCMP_SYS(ftruncate),
    SCMP_SYS(fallocate),
    SCMP_SYS(fadvise64),
    SCMP_SYS(fsync),
    SCMP_SYS(fdatasync),
    SCMP_SYS(umask),
    SCMP_SYS(mmap),
    SCMP_SYS(mprotect),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(uname),
    SCMP_SYS(sysinfo),
    SCMP_SYS(getrandom),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getrusage),
    SCMP_SYS(getrlimit),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(recvfrom),
    SCMP_SYS(sendto),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(membarrier),
};

// Besides, for the nursery: forks, what becomes of them, open files passed, and the narrower rules
// that its children take on.
static const int nursery_calls[] = {
    SCMP_SYS(clone), SCMP_SYS(clone3),  SCMP_SYS(fork),    SCMP_SYS(vfork),   SCMP_SYS(wait4),
    SCMP_SYS(prctl), SCMP_SYS(sendmsg), SCMP_SYS(recvmsg), SCMP_SYS(seccomp),
};

static bool add_calls(scmp_filter_ctx filter, const int *list, size_t count)
{
    // A call that another architecture lacks is no matter.
    for (size_t i = 0; i < count; i++) {
        int error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, list[i], 0);
        if (error != 0 && error != -EDOM && error != -EFAULT && error != -EINVAL)
            return false;
    }
    return true;
}

// Calls that are allowed on oneself alone: limits, and the signal by which abort() ends a process.
static bool add_own_calls(scmp_filter_ctx filter)
{
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1,
                            SCMP_A0(SCMP_CMP_EQ, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(setrlimit), 0) == 0;
}

static bool add_abort(scmp_filter_ctx filter)
{
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                            SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid())) == 0;
}

static bool restrict_calls(bool is_nursery)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (filter == NULL)
        return false;
    bool ok = add_calls(filter, calls, G_N_ELEMENTS(calls)) && add_own_calls(filter);
    // A child has another number: the nursery leaves the choice of whom to signal to the kernel's
    // own rules, its children do not.
    if (is_nursery)
        ok = ok && add_calls(filter, nursery_calls, G_N_ELEMENTS(nursery_calls)) &&
             seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 0) == 0;
    else
        ok = ok && add_abort(filter);
    ok = ok && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return ok;
}

// --- Both ---

bool sandbox_enter(const struct sandbox *sandbox)
{
    limit_resources(sandbox);
    if (sandbox->mode == SANDBOX_OFF)
        return true;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return false;
    return restrict_files(sandbox) && restrict_calls(true);
}

bool sandbox_enter_worker(const struct sandbox *sandbox)
{
    return sandbox->mode == SANDBOX_OFF || restrict_calls(false);
}
