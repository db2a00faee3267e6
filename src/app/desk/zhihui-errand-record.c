/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "zhihui-errand-record.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "zhihui-format.h"

#define SUFFIX ".errands"
#define END "end\n"     /* what stands behind it is older */
#define MAX_BYTES 65536 /* of a file that is read */

/* The file of one window, as long as something is under way. Its lock ends with the process. */
typedef struct
{
  char *folder; /* owned */
  char *path;   /* owned, NULL: there is none */
  int   fd;     /* -1: there is none */
} Record;

static const struct
{
  const char *kind;
  const char *label;
} kinds[] = {
  { "note", N_ ("Note of an alert") }, { "supervise", N_ ("Supervise") },
  { "instruct", N_ ("Instruct") },     { "comment", N_ ("Comment") },
  { "watch", N_ ("Watch") },           { "escalate", N_ ("Escalate") },
  { "decision", N_ ("A decision") },   { "done", N_ ("A decision is done") },
  { "review", N_ ("Case review") },
};

static char *
choose_folder (const char *folder)
{
  return folder != NULL ? g_strdup (folder)
                        : g_build_filename (g_get_user_state_dir (), "zhihui", "errands", NULL);
}

/* ---- what is under way ---- */

static void
close_file (Record *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  g_clear_pointer (&self->path, g_free);
}

/* It has its name when it has its lock: who looks for what was left finds no file without one. */
static gboolean
open_file (Record *self)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (id, SUFFIX, NULL);
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *fresh = g_build_filename (self->folder, id, NULL);

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    return FALSE;
  self->fd = open (fresh, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (self->fd < 0)
    return FALSE;
  if (flock (self->fd, LOCK_EX | LOCK_NB) == 0 && rename (fresh, path) == 0)
    {
      self->path = g_steal_pointer (&path);
      return TRUE;
    }
  g_unlink (fresh);
  close_file (self);
  return FALSE;
}

/* NULL: nothing is under way. What failed is, until its user has it sent or dismisses it: a desk
 * that was killed may have said so to nobody. Who reads it has no platform yet that names its zone.
 */
static GString *
write_lines (ZhihuiDeskErrands *errands)
{
  ZhihuiSituation *situation =
    zhihui_source_get_situation (zhihui_desk_errands_get_source (errands));
  const char *zone = zhihui_zone_get_identifier (zhihui_situation_get_zone (situation));
  GPtrArray  *all = zhihui_desk_errands_get_all (errands);
  GString    *text = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      const char *kind = zhihui_desk_errand_get_kind (all->pdata[i]);

      if (text == NULL)
        text = g_string_new (NULL);
      g_string_append_printf (text,
                              "%s %" G_GINT64_FORMAT " %s %s\n",
                              zhihui_desk_errand_may_have_arrived (all->pdata[i]) ? "sending"
                                                                                  : "waiting",
                              zhihui_desk_errand_get_told_at (all->pdata[i]),
                              *kind != '\0' ? kind : "-",
                              zone);
    }
  return text;
}

/* A few bytes, not synced: it is for a process that is killed, and the power of a desk seldom
 * fails within ten seconds. */
static void
changed_cb (ZhihuiDeskErrands *errands, ZhihuiDeskErrand *errand, Record *self)
{
  g_autoptr (GString) text = write_lines (errands);

  if (text == NULL)
    {
      if (self->path != NULL)
        g_unlink (self->path);
      close_file (self);
      return;
    }
  if (self->fd < 0 && !open_file (self))
    {
      g_message ("What waits to be sent cannot be noted in %s", self->folder);
      return;
    }
  g_string_append (text, END);
  if (pwrite (self->fd, text->str, text->len, 0) != (gssize) text->len ||
      ftruncate (self->fd, (off_t) text->len) != 0)
    g_message ("What waits to be sent cannot be noted in %s", self->folder);
}

/* What is still in it was not carried to its end, and is told at the next start. */
static void
record_free (gpointer data, GClosure *closure)
{
  Record *self = data;

  close_file (self);
  g_free (self->folder);
  g_free (self);
}

/**
 * zhihui_errand_record_follow:
 * @errands: whose way is noted, for as long as they live
 * @folder: (nullable): %NULL for the one of the user
 */
void
zhihui_errand_record_follow (ZhihuiDeskErrands *errands, const char *folder)
{
  Record *self;

  g_return_if_fail (ZHIHUI_IS_DESK_ERRANDS (errands));

  self = g_new0 (Record, 1);
  self->folder = choose_folder (folder);
  self->fd = -1;
  g_signal_connect_data (errands, "changed", G_CALLBACK (changed_cb), self, record_free, 0);
}

/* ---- what was left ---- */

static const char *
find_label (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return _ (kinds[i].label);
  return _ ("Something that was to be sent");
}

/* A line of an earlier version names no zone; one that this machine does not know is Shanghai's. */
static ZhihuiZone *
read_zone (const char *identifier)
{
  ZhihuiZone *zone = identifier != NULL ? zhihui_zone_new (identifier, NULL) : NULL;

  return zone != NULL ? zone : zhihui_zone_new_shanghai ();
}

/* NULL: it is no line of ours. */
static char *
word_line (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", 4);
  g_autoptr (ZhihuiZone) zone = NULL;
  g_autofree char *moment = NULL;
  gint64           told_at;

  if (g_strv_length (parts) < 3 ||
      !g_ascii_string_to_signed (parts[1], 10, 0, G_MAXINT32, &told_at, NULL))
    return NULL;
  zone = read_zone (parts[3]);
  moment = zhihui_format_date_time (zone, told_at);
  /* Translators: when, what was to be sent. */
  return g_str_equal (parts[0], "sending")
           ? g_strdup_printf (
               _ ("%1$s: %2$s — may not have arrived"), moment, find_label (parts[2]))
           : g_strdup_printf (_ ("%1$s: %2$s — was not sent"), moment, find_label (parts[2]));
}

static void
read_lines (int fd, GPtrArray *left)
{
  g_autofree char *text = g_malloc0 (MAX_BYTES + 1);
  gssize           length = pread (fd, text, MAX_BYTES, 0);
  g_auto (GStrv) lines = NULL;

  if (length <= 0 || !g_utf8_validate (text, length, NULL))
    return;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && !g_str_equal (lines[i], "end"); i++)
    {
      char *words = word_line (lines[i]);

      if (words != NULL)
        g_ptr_array_add (left, words);
    }
}

/* Of a desk that still runs the lock is taken. */
static void
take_file (const char *path, GPtrArray *left)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

  if (fd < 0)
    return;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    {
      read_lines (fd, left);
      g_unlink (path);
    }
  close (fd);
}

/**
 * zhihui_errand_record_take_left:
 * @folder: (nullable): %NULL for the one of the user
 *
 * Reads and removes what desks left behind that were ended before they had sent it.
 *
 * Returns: (transfer full) (element-type utf8): a line of words for each
 */
GPtrArray *
zhihui_errand_record_take_left (const char *folder)
{
  g_autofree char *where = choose_folder (folder);
  g_autoptr (GDir) files = g_dir_open (where, 0, NULL);
  GPtrArray  *left = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    if (g_str_has_suffix (name, SUFFIX))
      {
        g_autofree char *path = g_build_filename (where, name, NULL);

        take_file (path, left);
      }
  return left;
}
