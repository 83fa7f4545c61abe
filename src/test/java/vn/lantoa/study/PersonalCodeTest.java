package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;
import vn.lantoa.World;

class PersonalCodeTest implements World {

    private final KeyPair house = keys();
    private final PersonalCode code = new PersonalCode(AN.value(), 3);

    @Test
    void saysWhoItIs() {
        var text = code.signed(house.getPrivate());

        assertThat(text).hasSizeLessThan(120);
        assertThat(PersonalCode.verified(text, house.getPublic())).contains(code);
    }

    @Test
    void isRefusedWhenAnyLetterDiffers() {
        var text = code.signed(house.getPrivate());

        for (var place = 0; place < text.length(); place++) {
            var letter = text.charAt(place) == 'A' ? 'B' : 'A';
            var forged = text.substring(0, place) + letter + text.substring(place + 1);
            // the last letter of each part has bits that say nothing; what it says must be the same person then
            assertThat(PersonalCode.verified(forged, house.getPublic()))
                    .satisfiesAnyOf(
                            none -> assertThat(none).isEmpty(),
                            same -> assertThat(same).contains(code));
        }
    }

    @Test
    void isRefusedWhenAnotherHouseSignedIt() {
        assertThat(PersonalCode.verified(code.signed(keys().getPrivate()), house.getPublic()))
                .isEmpty();
    }

    @Test
    void readsNothingOutOfNonsense() {
        for (var text :
                new String[] {"", "LT1.", "LT1..", "LT1.AAAA.BBBB", "LT1.ạ.ạ", "19.000001", "LT1." + "A".repeat(300)})
            assertThat(PersonalCode.verified(text, house.getPublic())).isEmpty();
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
