/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-application.h"
#include "widget-search.h"
#include "zhihui-desk-remark.h"

static const ZhihuiRemarkQuestion question = {
  .heading = "督办", .body = "ZC0009", .verb = "督办", .name = "李主任", .needs_text = TRUE
};
static const ZhihuiRemarkQuestion other = {
  .heading = "督办", .body = "ZC0010", .verb = "督办", .name = "李主任", .needs_text = TRUE
};

static void
said_cb (const char *by, const char *text, gpointer user_data)
{
  g_string_append_printf (user_data, "%s: %s\n", by, text);
}

static GtkTextBuffer *
get_buffer (GtkWidget *dialog)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget_search_type (dialog, GTK_TYPE_TEXT_VIEW)));
}

static void
assert_asks_with (const ZhihuiRemarkQuestion *asked, GtkWindow *parent, const char *text)
{
  g_autoptr (GString) said = g_string_new (NULL);
  GtkWidget       *dialog = zhihui_desk_remark_ask (asked, parent, said_cb, said, NULL);
  g_autofree char *found = NULL;

  g_object_get (get_buffer (dialog), "text", &found, NULL);
  g_assert_cmpstr (found, ==, text);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_cmpstr (said->str, ==, "");
}

/* Escape is pressed by mistake: what was typed of one case is there again, of that case alone. */
static void
test_what_was_typed_is_there_again (void)
{
  g_autoptr (GString) said = g_string_new (NULL);
  GtkWindow *parent = GTK_WINDOW (gtk_window_new ());
  GtkWidget *dialog;

  dialog = zhihui_desk_remark_ask (&question, parent, said_cb, said, NULL);
  gtk_text_buffer_set_text (get_buffer (dialog), "三日内办结", -1);
  gtk_window_close (GTK_WINDOW (dialog));
  assert_asks_with (&other, parent, "");
  dialog = zhihui_desk_remark_ask (&question, parent, said_cb, said, NULL);
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "send"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "send");
  g_assert_cmpstr (said->str, ==, "李主任: 三日内办结\n");
  assert_asks_with (&question, parent, "");
  gtk_window_destroy (parent);
}

/* For who sees, too: an empty field says nothing. */
static void
test_the_field_says_what_it_is_for (void)
{
  GtkWindow *parent = GTK_WINDOW (gtk_window_new ());
  g_autoptr (GString) said = g_string_new (NULL);
  GtkWidget *dialog = zhihui_desk_remark_ask (&question, parent, said_cb, said, NULL);

  g_assert_true (widget_search_has_label (dialog, "内容"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (parent);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = desk_application_start (&argc, &argv, NULL);

  if (application == NULL)
    return 77;

  g_test_add_func ("/desk-remark/what-was-typed-is-there-again",
                   test_what_was_typed_is_there_again);
  g_test_add_func ("/desk-remark/the-field-says-what-it-is-for",
                   test_the_field_says_what_it_is_for);
  return g_test_run ();
}
