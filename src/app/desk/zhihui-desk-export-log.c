/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-export-log.h"

#include <glib/gi18n-lib.h>

/**
 * zhihui_desk_export_log_make_words:
 * @name: of the file
 * @error: (nullable): why it is not there
 * @note: (nullable): what is to be known where it is; "" nothing
 * @missing: (nullable): characters of it that no font has
 *
 * Returns: (transfer full): what the user is told
 */
char *
zhihui_desk_export_log_make_words (const char   *name,
                                   const GError *error,
                                   const char   *note,
                                   const char   *missing)
{
  gboolean is_noted = note != NULL && *note != '\0';

  if (error != NULL)
    return g_strdup_printf (_ ("“%s” could not be written: %s"), name, error->message);
  if (is_noted && missing != NULL)
    return g_strdup_printf (_ ("“%1$s” is written. %2$s. %3$s"), name, note, missing);
  if (is_noted || missing != NULL)
    return g_strdup_printf (_ ("“%s” is written. %s"), name, is_noted ? note : missing);
  return g_strdup_printf (_ ("“%s” is written"), name);
}

/* A file that is small enough to be at hand. */
typedef struct
{
  ZhihuiDesk *desk;    /* owned */
  GFile      *file;    /* owned */
  GBytes     *content; /* owned */
  char       *note;    /* owned, nullable before it is logged */
} Handing;

static void
end_handing (Handing *self, const GError *error)
{
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *text = zhihui_desk_export_log_make_words (name, error, self->note, NULL);

  zhihui_desk_tell (self->desk, text);
  g_object_unref (self->desk);
  g_object_unref (self->file);
  g_bytes_unref (self->content);
  g_free (self->note);
  g_free (self);
}

static void
replaced_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (object), result, NULL, &error);
  end_handing (user_data, error);
}

static void
handing_logged_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Handing *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!zhihui_export_log_finish (result, &self->note, &error))
    {
      end_handing (self, error);
      return;
    }
  g_file_replace_contents_bytes_async (self->file,
                                       self->content,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL,
                                       replaced_cb,
                                       self);
}

/**
 * zhihui_desk_hand_over:
 * @desk: whose user asked for it, and hears how it went
 * @file: (transfer none): that the user chose
 * @leaving: what leaves; its content is at hand
 *
 * Writes @file once the platform has logged it.
 */
void
zhihui_desk_hand_over (ZhihuiDesk *desk, GFile *file, const ZhihuiLeaving *leaving)
{
  Handing *self = g_new0 (Handing, 1);

  g_return_if_fail (ZHIHUI_IS_DESK (desk) && leaving->content != NULL);

  self->desk = g_object_ref (desk);
  self->file = g_object_ref (file);
  self->content = g_bytes_ref (leaving->content);
  zhihui_export_log_async (zhihui_desk_get_source (desk), leaving, NULL, handing_logged_cb, self);
}
