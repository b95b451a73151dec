// What somebody looks for: words, each of which must be there.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace ladder::rulebook {

class SearchWords {
public:
    explicit SearchWords(std::string_view text);

    // Whether each word stands in one text at least, whatever the case of its letters (ASCII).
    // Never for no words.
    bool are_in(std::initializer_list<std::string_view> texts) const;

private:
    std::vector<std::string> words_;
};

}  // namespace ladder::rulebook
