#include "engine/base/truth.hpp"

namespace ladder::base {

v1::Truth to_proto(Truth truth) {
    switch (truth) {
        case Truth::no:
            return v1::TRUTH_FALSE;
        case Truth::unknown:
            return v1::TRUTH_UNKNOWN;
        case Truth::yes:
            return v1::TRUTH_TRUE;
    }
    return v1::TRUTH_UNKNOWN;
}

Truth from_proto(v1::Truth truth) {
    if (truth == v1::TRUTH_TRUE) {
        return Truth::yes;
    }
    return truth == v1::TRUTH_FALSE ? Truth::no : Truth::unknown;
}

std::string_view in_words(Truth truth) {
    switch (truth) {
        case Truth::no:
            return "not met";
        case Truth::unknown:
            return "not known";
        case Truth::yes:
            return "met";
    }
    return "not known";
}

}  // namespace ladder::base
