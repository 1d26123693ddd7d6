/* A disk that fails, for a program that is started with it: what the system calls on some files answer is decided here.
 *
 * FAULT_FILE   files whose path holds this are meant
 * FAULT_CALLS  "sync", "write" or "none"
 * FAULT_AFTER  so many of these calls go well first
 * FAULT_EVERY  then every so-manieth fails
 * FAULT_TIMES  so many fail in all
 * FAULT_ERRNO  with this error
 * FAULT_KEEP   after each sync that went well, a copy is kept beside the file: what a power cut would leave
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int calls = 0;
static atomic_int failed = 0;

static int number(const char *name, int otherwise) {
  const char *value = getenv(name);
  return value == NULL ? otherwise : atoi(value);
}

static int is_meant(int fd, char *path, size_t size) {
  const char *part = getenv("FAULT_FILE");
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, size - 1);
  if (part == NULL || length < 0) return 0;
  path[length] = 0;
  return strstr(path, part) != NULL && strstr(path, ".kept") == NULL;
}

static int fails(const char *call) {
  const char *kind = getenv("FAULT_CALLS");
  if (kind == NULL || strcmp(kind, call) != 0) return 0;
  int count = atomic_fetch_add(&calls, 1) - number("FAULT_AFTER", 0);
  if (count < 0 || count % number("FAULT_EVERY", 1) != 0) return 0;
  return atomic_fetch_add(&failed, 1) < number("FAULT_TIMES", 1 << 30);
}

/* Through the same descriptor: closing another one would drop the locks. */
static void keep(int fd, const char *path) {
  char kept[4200], half[4200], buffer[65536];
  snprintf(kept, sizeof kept, "%s.kept", path);
  snprintf(half, sizeof half, "%s.half", kept);
  int copy = open(half, O_CREAT | O_TRUNC | O_WRONLY, 0600);
  if (copy < 0) return;
  off_t at = 0;
  for (ssize_t length; (length = pread(fd, buffer, sizeof buffer, at)) > 0; at += length)
    if (write(copy, buffer, length) != length) break;
  close(copy);
  rename(half, kept);
}

typedef int (*sync_call)(int);
typedef ssize_t (*write_call)(int, const void *, size_t, off_t);

static int synced(sync_call real, int fd) {
  char path[4096];
  if (!is_meant(fd, path, sizeof path)) return real(fd);
  if (fails("sync")) {
    /* Every other time all of it is on the disk and nobody knows. */
    if (atomic_load(&failed) % 2 == 0) real(fd);
    errno = number("FAULT_ERRNO", EIO);
    return -1;
  }
  int answer = real(fd);
  if (answer == 0 && getenv("FAULT_KEEP") != NULL) keep(fd, path);
  return answer;
}

static ssize_t written(write_call real, int fd, const void *bytes, size_t length, off_t at) {
  char path[4096];
  if (!is_meant(fd, path, sizeof path) || !fails("write")) return real(fd, bytes, length, at);
  /* A torn write. */
  real(fd, bytes, length / 2, at);
  errno = number("FAULT_ERRNO", EIO);
  return -1;
}

int fsync(int fd) { return synced((sync_call)dlsym(RTLD_NEXT, "fsync"), fd); }
int fdatasync(int fd) { return synced((sync_call)dlsym(RTLD_NEXT, "fdatasync"), fd); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  return written((write_call)dlsym(RTLD_NEXT, "pwrite"), fd, bytes, length, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at) {
  return written((write_call)dlsym(RTLD_NEXT, "pwrite64"), fd, bytes, length, at);
}
