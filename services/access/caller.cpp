#include "services/access/caller.hpp"

namespace ladder::access {

v1::Actor Caller::actor() const {
    v1::Actor actor;
    if (person) {
        actor.set_person(person->person());
    }
    actor.set_capacity(capacity);
    return actor;
}

bool Caller::keeps_rights() const {
    return person->administrator() && only.empty();
}

}  // namespace ladder::access
