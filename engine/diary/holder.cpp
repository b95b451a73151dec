// The records that have a diary, and the names of what is in one.
#include <fmt/format.h>

#include "engine/diary/decide.hpp"

namespace ladder::diary {

namespace {

// Where "/deadlines/" begins in a name; npos if it is none of a record's.
std::size_t place_of_list(std::string_view name, std::string_view list) {
    const auto found = name.rfind(fmt::format("/{}/", list));
    const auto first = name.find('/');
    return found == first ? std::string_view::npos : found;
}

}  // namespace

Holder::Holder(const v1::Case& state)
    : name_{state.name()},
      etag_{state.etag()},
      updated_by_{state.updated_by()},
      what_{"case"},
      ended_on_{state.closed_on()},
      diary_{diary_of(state)} {}

Holder::Holder(const v1::Procedure& state)
    : name_{state.name()},
      etag_{state.etag()},
      updated_by_{state.updated_by()},
      what_{"procedure"},
      ended_on_{state.ended_on()},
      diary_{diary_of(state)} {}

Holder::Holder(const v1::Meeting& state)
    : name_{state.name()},
      etag_{state.etag()},
      updated_by_{state.updated_by()},
      what_{"meeting"},
      ended_on_{state.closed_on()},
      diary_{diary_of(state)} {}

std::string_view item_id(std::string_view name, std::string_view list) {
    const auto place = place_of_list(name, list);
    return place == std::string_view::npos ? std::string_view{}
                                           : name.substr(place + list.size() + 2);
}

std::string_view item_parent(std::string_view name, std::string_view list) {
    const auto place = place_of_list(name, list);
    return place == std::string_view::npos ? std::string_view{} : name.substr(0, place);
}

}  // namespace ladder::diary
