/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A keyring (org.freedesktop.secrets) on a bus of its own that never gives anything out. */
typedef enum
{
  FAKE_KEYRING_SILENT,    /* answers nothing at all */
  FAKE_KEYRING_LOCKED,    /* has everything, is locked, and nobody answers its prompt */
  FAKE_KEYRING_DISMISSED, /* likewise, and the prompt is dismissed */
} FakeKeyringMood;

typedef struct _FakeKeyring FakeKeyring;

/* From now on the session bus of this process is the private one; it never changes back. */
FakeKeyring *fake_keyring_new (void);
void         fake_keyring_set_mood (FakeKeyring *self, FakeKeyringMood mood);
guint        fake_keyring_get_n_calls (FakeKeyring *self);
void         fake_keyring_free (FakeKeyring *self);

G_END_DECLS
