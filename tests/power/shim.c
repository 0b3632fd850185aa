/* Preloaded into a process: writes down what it asks of the disk below one folder, in order, and can answer with an error.
 *
 * POWER_ROOT   the folder whose files are watched
 * POWER_TRACE  where each call that succeeded is appended: op, fd, offset, two lengths, two strings of bytes
 * POWER_FAIL   "N:ERRNO:COUNT": COUNT calls from the N-th on (writes, syncs, creations, renames) fail with that number
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPEN = 1, WRITE, FSYNC, RENAME, UNLINK, MKDIR, CLOSE };
#define FDS 4096
static char watched[FDS];
static const char *root;
static int trace = -1;
static long calls, fail_from = -1, fail_number, fail_count;
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
    const char *to = getenv("POWER_TRACE"), *fail = getenv("POWER_FAIL");
    root = getenv("POWER_ROOT");
    if (fail) sscanf(fail, "%ld:%ld:%ld", &fail_from, &fail_number, &fail_count);
    if (root && to) trace = REAL(open)(to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int ours(const char *path) { return root && path && !strncmp(path, root, strlen(root)); }
static int known(int fd) { return fd >= 0 && fd < FDS && watched[fd]; }
/* The file that says what was acknowledged is the harness's own: it never fails. */
static int theirs(const char *path) { size_t n = strlen(path); return n < 5 || strcmp(path + n - 5, "/told"); }

static void told(uint32_t op, int32_t fd, int64_t at, const void *a, uint32_t na, const void *b, uint32_t nb) {
    if (trace < 0) return;
    struct { uint32_t op; int32_t fd; int64_t at; uint32_t na, nb; } head = {op, fd, at, na, nb};
    struct iovec parts[3] = {{&head, sizeof head}, {(void *)a, na}, {(void *)b, nb}};
    if (REAL(writev)(trace, parts, 3) < 0) abort();
}

/* Whether this call is one of those that fail. */
static int fails(void) {
    long here = __atomic_fetch_add(&calls, 1, __ATOMIC_SEQ_CST);
    if (fail_from < 0 || here < fail_from || here >= fail_from + fail_count) return 0;
    errno = (int)fail_number;
    return 1;
}

#define ORDERED(statements) do { pthread_mutex_lock(&one_at_a_time); statements; int kept = errno; \
    pthread_mutex_unlock(&one_at_a_time); errno = kept; } while (0)

static int opened(int fd, const char *path, int flags) {
    if (fd >= 0 && fd < FDS) {
        watched[fd] = ours(path) ? 1 + !theirs(path) : 0;
        if (watched[fd]) told(OPEN, fd, flags, path, strlen(path), NULL, 0);
    }
    return fd;
}

#define OPENING(name) \
int name(const char *path, int flags, ...) { \
    va_list more; va_start(more, flags); mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0; va_end(more); \
    if (!ours(path)) return REAL(name)(path, flags, mode); \
    if (flags & O_CREAT && theirs(path) && fails()) return -1; \
    int fd; ORDERED(fd = opened(REAL(name)(path, flags, mode), path, flags)); return fd; }
OPENING(open)
OPENING(open64)

ssize_t write(int fd, const void *data, size_t size) {
    if (!known(fd)) return REAL(write)(fd, data, size);
    if (watched[fd] == 1 && fails()) return -1;
    ssize_t done;
    ORDERED(off_t at = lseek(fd, 0, SEEK_CUR); done = REAL(write)(fd, data, size);
            if (done > 0) told(WRITE, fd, at, data, done, NULL, 0));
    return done;
}

#define SYNCING(name) \
int name(int fd) { \
    if (!known(fd)) return REAL(name)(fd); \
    if (fails()) return -1; \
    int done; ORDERED(done = REAL(name)(fd); if (!done) told(FSYNC, fd, 0, NULL, 0, NULL, 0)); return done; }
SYNCING(fsync)
SYNCING(fdatasync)

int rename(const char *from, const char *to) {
    if (!ours(from)) return REAL(rename)(from, to);
    if (fails()) return -1;
    int done;
    ORDERED(done = REAL(rename)(from, to); if (!done) told(RENAME, -1, 0, from, strlen(from), to, strlen(to)));
    return done;
}

int unlink(const char *path) {
    if (!ours(path)) return REAL(unlink)(path);
    int done;
    ORDERED(done = REAL(unlink)(path); if (!done) told(UNLINK, -1, 0, path, strlen(path), NULL, 0));
    return done;
}

int mkdir(const char *path, mode_t mode) {
    if (!ours(path)) return REAL(mkdir)(path, mode);
    if (fails()) return -1;
    int done;
    ORDERED(done = REAL(mkdir)(path, mode); if (!done) told(MKDIR, -1, 0, path, strlen(path), NULL, 0));
    return done;
}

int close(int fd) {
    if (known(fd)) { watched[fd] = 0; told(CLOSE, fd, 0, NULL, 0, NULL, 0); }
    return REAL(close)(fd);
}
