/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-reason-dialog.h"

#include <glib/gi18n-lib.h>

#include "zhihui-css-class.h"
#include "zhihui-look-reason.h"

#define MAX_CHARS 200

/* What the dialog is about; freed with it. */
typedef struct
{
  GtkWidget       *entry; /* borrowed */
  GtkWidget       *hint;  /* borrowed: what is wanted */
  ZhihuiReasonFunc told;
  GWeakRef         who; /* user data of @told, while it lives */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  g_weak_ref_clear (&self->who);
  g_free (self);
}

static char *
get_reason (Asking *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
changed_cb (AdwMessageDialog *dialog)
{
  Asking          *self = g_object_get_data (G_OBJECT (dialog), "asking");
  g_autofree char *reason = get_reason (self);
  gboolean         is_enough = zhihui_look_reason_is_enough (reason);

  adw_message_dialog_set_response_enabled (dialog, "look", is_enough);
  zhihui_css_class_set (self->hint, "zh-warn", !is_enough && *reason != '\0');
}

static void
response_cb (AdwMessageDialog *dialog, const char *response)
{
  Asking          *self = g_object_get_data (G_OBJECT (dialog), "asking");
  g_autofree char *reason = get_reason (self);
  g_autoptr (GObject) who = g_weak_ref_get (&self->who);

  if (who != NULL && zhihui_look_reason_is_enough (reason) && g_str_equal (response, "look"))
    self->told (reason, who);
}

/* (transfer floating): what is typed, and under it what that must be. */
static GtkWidget *
make_form (Asking *self)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *wanted =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                  "At least %d character, and not the same one again and again",
                                  "At least %d characters, and not the same one again and again",
                                  ZHIHUI_LOOK_REASON_LEAST),
                     ZHIHUI_LOOK_REASON_LEAST);

  self->entry = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), MAX_CHARS);
  gtk_entry_set_activates_default (GTK_ENTRY (self->entry), TRUE);
  g_object_set (self->entry, "placeholder-text", _ ("Reason, for the audit log"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  wanted,
                                  -1);
  self->hint = gtk_label_new (wanted);
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_widget_add_css_class (self->hint, "zh-note");
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->hint);
  return box;
}

/**
 * zhihui_reason_dialog_new:
 * @number: of the case
 * @told: called with @who, unless that is gone
 *
 * Asks why somebody wants to see a case as it was given.
 *
 * Returns: (transfer none): a dialog of @parent, to be presented
 */
GtkWidget *
zhihui_reason_dialog_new (GtkWindow       *parent,
                          const char      *number,
                          ZhihuiReasonFunc told,
                          GObject         *who)
{
  GtkWidget        *widget = adw_message_dialog_new (parent, NULL, NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);
  Asking           *self = g_new0 (Asking, 1);
  g_autofree char  *heading = g_strdup_printf (_ ("Show %s as it was given?"), number);

  self->told = told;
  g_weak_ref_init (&self->who, who);
  g_object_set_data_full (G_OBJECT (dialog), "asking", self, asking_free);

  adw_message_dialog_set_heading (dialog, heading);
  adw_message_dialog_set_body (
    dialog,
    _ ("Name, telephone and address are shown for three minutes. The platform writes down the "
       "number of the token, when, and this reason; nobody can take that back."));
  adw_message_dialog_set_extra_child (dialog, make_form (self));
  adw_message_dialog_add_responses (
    dialog, "cancel", _ ("Cancel"), "look", _ ("Show as Given"), NULL);
  adw_message_dialog_set_default_response (dialog, "look");
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_response_appearance (dialog, "look", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (dialog, "look", FALSE);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), NULL);
  return widget;
}
