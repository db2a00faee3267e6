/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

/* Loaded before a program: says what it changes of its environment, and how many threads there are
 * then. */
static int
count_threads (void)
{
  DIR           *threads = opendir ("/proc/self/task");
  struct dirent *one;
  int            n = 0;

  while (threads != NULL && (one = readdir (threads)) != NULL)
    n += one->d_name[0] != '.';
  if (threads != NULL)
    closedir (threads);
  return n;
}

int
setenv (const char *name, const char *value, int overwrite)
{
  int (*real) (const char *, const char *, int) = dlsym (RTLD_NEXT, "setenv");

  fprintf (stderr, "changed %s threads %d\n", name, count_threads ());
  return real (name, value, overwrite);
}

int
unsetenv (const char *name)
{
  int (*real) (const char *) = dlsym (RTLD_NEXT, "unsetenv");

  fprintf (stderr, "changed %s threads %d\n", name, count_threads ());
  return real (name);
}
