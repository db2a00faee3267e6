/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-reason-dialog.h"

#include <glib/gi18n-lib.h>

#define MAX_CHARS 200

/* What the dialog is about; freed with it. */
typedef struct
{
  GtkWidget       *entry; /* borrowed */
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

  adw_message_dialog_set_response_enabled (dialog, "look", *reason != '\0');
}

static void
response_cb (AdwMessageDialog *dialog, const char *response)
{
  Asking          *self = g_object_get_data (G_OBJECT (dialog), "asking");
  g_autofree char *reason = get_reason (self);
  g_autoptr (GObject) who = g_weak_ref_get (&self->who);

  if (who != NULL && *reason != '\0' && g_str_equal (response, "look"))
    self->told (reason, who);
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
  self->entry = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), MAX_CHARS);
  gtk_entry_set_activates_default (GTK_ENTRY (self->entry), TRUE);
  g_object_set (self->entry, "placeholder-text", _ ("Reason, for the audit log"), NULL);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Reason"), -1);
  g_object_set_data_full (G_OBJECT (dialog), "asking", self, asking_free);

  adw_message_dialog_set_heading (dialog, heading);
  adw_message_dialog_set_body (
    dialog,
    _ ("Name, telephone and address are shown for three minutes. The platform writes down who "
       "looked, when, and this reason; nobody can take that back."));
  adw_message_dialog_set_extra_child (dialog, self->entry);
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
