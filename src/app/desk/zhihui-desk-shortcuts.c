/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-shortcuts.h"

/**
 * zhihui_desk_shortcuts_install:
 * @application: of the desk
 *
 * Which keys do what, beside those that words are typed with: these are bindings of the widgets.
 * All of them are told by ui/desk-shortcuts.ui.
 */
void
zhihui_desk_shortcuts_install (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *keys[2];
  } accels[] = {
    { "app.help", { "F1", NULL } },
    { "win.export-pdf", { "<Ctrl>e", NULL } },
    { "win.search", { "<Ctrl>f", NULL } },
    { "win.print", { "<Ctrl>p", NULL } },
    { "page.toggle-pane", { "F9", NULL } },
    { "win.toggle-fullscreen", { "F11", NULL } },
    { "page.board(0)", { "<Ctrl>1", NULL } },
    { "page.board(1)", { "<Ctrl>2", NULL } },
    { "page.board(2)", { "<Ctrl>3", NULL } },
    { "page.board(3)", { "<Ctrl>4", NULL } },
    { "window.close", { "<Ctrl>w", NULL } },
    { "app.quit", { "<Ctrl>q", NULL } },
    { "app.new-window", { "<Ctrl>n", NULL } },
    { "app.preferences", { "<Ctrl>comma", NULL } },
    { "app.lock", { "<Ctrl><Shift>l", NULL } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (
      application, accels[i].action, (const char *const *) accels[i].keys);
}
