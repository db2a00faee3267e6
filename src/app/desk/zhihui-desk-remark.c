/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-remark.h"

#include <glib/gi18n-lib.h>

#include "zhihui-desk-draft.h"
#include "zhihui-entry-row.h"

#define MAX_TEXT_CHARS 1000
#define MAX_NAME_CHARS 60
#define RESPONSE_SEND "send"

/* One dialog, as long as it is open. */
typedef struct
{
  AdwMessageDialog *dialog; /* borrowed: owns @self */
  GtkEditable      *by;     /* borrowed of @dialog */
  GtkTextBuffer    *text;   /* borrowed of @dialog */
  gboolean          needs_text;
  ZhihuiRemarkFunc  said;
  gpointer          user_data; /* owned by @free_data */
  GDestroyNotify    free_data;
} Remark;

static void
remark_free (gpointer data)
{
  Remark *self = data;

  if (self->free_data != NULL)
    self->free_data (self->user_data);
  g_free (self);
}

static char *
dup_text (Remark *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->text, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (self->text, &start, &end, FALSE));
}

static void
judge (Remark *self)
{
  g_autofree char *by = zhihui_entry_row_dup_text (self->by);
  g_autofree char *text = dup_text (self);
  gboolean         is_good = *by != '\0' && g_utf8_strlen (by, -1) <= MAX_NAME_CHARS &&
                     (*text != '\0' || !self->needs_text) &&
                     g_utf8_strlen (text, -1) <= MAX_TEXT_CHARS;

  adw_message_dialog_set_response_enabled (self->dialog, RESPONSE_SEND, is_good);
}

static void
response_cb (Remark *self, const char *response)
{
  g_autofree char *by = zhihui_entry_row_dup_text (self->by);
  g_autofree char *text = dup_text (self);

  if (g_str_equal (response, RESPONSE_SEND))
    self->said (by, text, self->user_data);
}

static GtkWidget *
make_text (Remark *self)
{
  GtkWidget *frame = gtk_frame_new (NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  self->text = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 8);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What you say"), -1);
  gtk_widget_set_size_request (scroller, 420, 120);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_frame_set_child (GTK_FRAME (frame), scroller);
  gtk_widget_add_css_class (frame, "zh-words");
  return frame;
}

static GtkWidget *
make_form (Remark *self, const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *label = gtk_label_new (_ ("What you say"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  self->by = zhihui_entry_row_add (list, _ ("Your name"), name);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (self->by), TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), make_text (self));
  gtk_box_append (GTK_BOX (box), list);
  return box;
}

static void
follow (Remark *self, const ZhihuiRemarkQuestion *question)
{
  g_autofree char          *about = g_strjoin ("\n", question->heading, question->body, NULL);
  const ZhihuiDeskDraftPart parts[] = { { self->text, "text" }, { self->by, "text" }, { NULL } };

  zhihui_desk_draft_follow (self->dialog, about, parts);
}

/**
 * zhihui_desk_remark_ask:
 * @question: what is asked
 * @parent: whose dialog it is
 * @said: called when the user said it
 * @user_data: for @said
 * @free_data: (nullable): frees @user_data, whatever the user did
 *
 * Asks for a name and a few words. What was typed and not sent is there again when the same is
 * asked of the same parent.
 *
 * Returns: (transfer none): the dialog, which is seen
 */
GtkWidget *
zhihui_desk_remark_ask (const ZhihuiRemarkQuestion *question,
                        GtkWindow                  *parent,
                        ZhihuiRemarkFunc            said,
                        gpointer                    user_data,
                        GDestroyNotify              free_data)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, question->heading, question->body);
  Remark    *self = g_new0 (Remark, 1);

  self->dialog = ADW_MESSAGE_DIALOG (dialog);
  self->needs_text = question->needs_text;
  self->said = said;
  self->user_data = user_data;
  self->free_data = free_data;
  adw_message_dialog_set_extra_child (self->dialog, make_form (self, question->name));
  adw_message_dialog_add_responses (
    self->dialog, "cancel", _ ("_Cancel"), RESPONSE_SEND, question->verb, NULL);
  adw_message_dialog_set_response_appearance (self->dialog, RESPONSE_SEND, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (self->dialog, "cancel");
  adw_message_dialog_set_default_response (self->dialog, RESPONSE_SEND);
  g_object_set_data_full (G_OBJECT (dialog), "zhihui-remark", self, remark_free);
  g_signal_connect_swapped (self->by, "changed", G_CALLBACK (judge), self);
  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (judge), self);
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (response_cb), self);
  follow (self, question);
  judge (self);
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}
