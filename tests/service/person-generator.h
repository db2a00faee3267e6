/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Made-up people: what identifies one, all of it valid in form, from a seed. */
typedef struct
{
  char *name, *phone, *identity, *plate, *card, *mail, *address;
  char *door; /* the end of the address: 12号楼3单元501室 */
} Person;

Person *person_make (GRand *rand);
void    person_free (Person *self);

/* Finds any of many texts in a long one in one pass. */
typedef struct _Needles Needles;

Needles    *needles_new (void);
void        needles_free (Needles *self);
void        needles_add (Needles *self, const char *text); /* at least six bytes */
guint       needles_count (const Needles *self);
const char *needles_find (const Needles *self, const char *text, gsize length);
/* Takes out those that @text holds. */
void needles_forgive (Needles *self, const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Person, person_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Needles, needles_free)

G_END_DECLS
