/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-draft.h"

#define DRAFTS_KEY "zhihui-desk-drafts" /* of the parent */
#define FORM_KEY "zhihui-desk-draft"    /* of the dialog */

/* What was there as the dialog came, to know whether anything was typed since. */
typedef struct
{
  AdwMessageDialog *dialog; /* borrowed: owns @self */
  char             *about;  /* owned */
  GArray           *parts;  /* owned (element-type ZhihuiDeskDraftPart) */
  GArray           *first;  /* owned (element-type GValue): as many */
} Form;

static void
form_free (gpointer data)
{
  Form *self = data;

  g_free (self->about);
  g_array_unref (self->parts);
  g_array_unref (self->first);
  g_free (self);
}

static GArray *
read_parts (Form *self)
{
  GArray *values = g_array_new (FALSE, TRUE, sizeof (GValue));

  g_array_set_clear_func (values, (GDestroyNotify) g_value_unset);
  g_array_set_size (values, self->parts->len);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const ZhihuiDeskDraftPart *part = &g_array_index (self->parts, ZhihuiDeskDraftPart, i);

      g_object_get_property (part->object, part->property, &g_array_index (values, GValue, i));
    }
  return values;
}

static gboolean
is_same (Form *self, GArray *values)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const ZhihuiDeskDraftPart *part = &g_array_index (self->parts, ZhihuiDeskDraftPart, i);
      GParamSpec                *pspec =
        g_object_class_find_property (G_OBJECT_GET_CLASS (part->object), part->property);

      if (g_param_values_cmp (pspec,
                              &g_array_index (self->first, GValue, i),
                              &g_array_index (values, GValue, i)) != 0)
        return FALSE;
    }
  return TRUE;
}

static GHashTable *
get_drafts (GtkWindow *parent)
{
  GHashTable *drafts = g_object_get_data (G_OBJECT (parent), DRAFTS_KEY);

  if (drafts == NULL)
    {
      drafts =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
      g_object_set_data_full (
        G_OBJECT (parent), DRAFTS_KEY, drafts, (GDestroyNotify) g_hash_table_unref);
    }
  return drafts;
}

static void
response_cb (Form *self, const char *response)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self->dialog));
  g_autoptr (GArray) values = NULL;

  if (parent == NULL ||
      !g_str_equal (response, adw_message_dialog_get_close_response (self->dialog)))
    return;

  values = read_parts (self);
  if (!is_same (self, values))
    g_hash_table_insert (get_drafts (parent), g_strdup (self->about), g_steal_pointer (&values));
}

static void
take_draft (Form *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self->dialog));
  g_autoptr (GArray) values = NULL;
  g_autofree char *about = NULL;

  if (parent == NULL ||
      !g_hash_table_steal_extended (
        get_drafts (parent), self->about, (gpointer *) &about, (gpointer *) &values))
    return;
  for (guint i = 0; i < self->parts->len; i++)
    {
      const ZhihuiDeskDraftPart *part = &g_array_index (self->parts, ZhihuiDeskDraftPart, i);

      g_object_set_property (part->object, part->property, &g_array_index (values, GValue, i));
    }
}

/**
 * zhihui_desk_draft_follow:
 * @dialog: as it is before anything was typed, with its parent and its close response
 * @about: what is asked, and of what
 * @parts: what is typed or chosen; the same, in the same order, whenever it is asked
 *
 * What was typed and not sent is there again when the same is asked of the same parent: Escape
 * loses nothing as long as that window is open.
 */
void
zhihui_desk_draft_follow (AdwMessageDialog          *dialog,
                          const char                *about,
                          const ZhihuiDeskDraftPart *parts)
{
  Form *self;

  g_return_if_fail (ADW_IS_MESSAGE_DIALOG (dialog) && about != NULL && parts != NULL);

  self = g_new0 (Form, 1);
  self->dialog = dialog;
  self->about = g_strdup (about);
  self->parts = g_array_new (FALSE, FALSE, sizeof (ZhihuiDeskDraftPart));
  for (; parts->object != NULL; parts++)
    g_array_append_val (self->parts, *parts);
  self->first = read_parts (self);
  g_object_set_data_full (G_OBJECT (dialog), FORM_KEY, self, form_free);
  take_draft (self);
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (response_cb), self);
}
