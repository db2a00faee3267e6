/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "process-end.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/syscall.h>
#include <unistd.h>

static gboolean
ended_cb (int fd, GIOCondition condition, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
process_end_await (pid_t pid)
{
  gboolean has_ended = FALSE;
  int      fd = (int) syscall (SYS_pidfd_open, pid, 0);

  if (fd < 0)
    {
      g_assert_cmpint (errno, ==, ESRCH);
      return;
    }

  g_unix_fd_add (fd, G_IO_IN, ended_cb, &has_ended);
  while (!has_ended)
    g_main_context_iteration (NULL, TRUE);
  close (fd);
}
